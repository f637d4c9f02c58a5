import type { AddressInfo } from "node:net";
import dynalite from "dynalite";
import { callDynamo, DynamoError, toItem } from "./dynamo.ts";
import { ofType } from "./properties.ts";
import type { ResolvedTemplate } from "./template.ts";
import { isRecord } from "./template-error.ts";

/** A table as `CreateTable` takes it. */
export interface TableSpec {
  readonly name: string;
  /** Name of the partition key. */
  readonly key: string;
  readonly creation: object;
}

/** An item as a document client writes it. */
export type PlainItem = Readonly<Record<string, unknown>>;

/** DynamoDB on this machine, with the template's tables. */
export interface Tables {
  readonly endpoint: string;
  /** Puts items whose keys aren't taken; returns how many were put. */
  seed(table: TableSpec, items: readonly PlainItem[]): Promise<number>;
  close(): Promise<void>;
}

export function readTables(template: ResolvedTemplate): TableSpec[] {
  return ofType(template, "AWS::DynamoDB::Table").map((table) => {
    table.refuse("StreamSpecification");
    const { raw } = table;
    const copied = [
      "AttributeDefinitions",
      "KeySchema",
      "GlobalSecondaryIndexes",
      "LocalSecondaryIndexes",
    ].filter((name) => table.has(name));
    const name = template.attribute(table.id, "Ref");
    const key = table.parts("KeySchema").find((part) => part.text("KeyType") === "HASH");
    return {
      name,
      key: key?.text("AttributeName") ?? "",
      creation: {
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        ...Object.fromEntries(copied.map((property) => [property, raw[property]])),
      },
    };
  });
}

/**
 * Starts DynamoDB and creates the tables that aren't there yet.
 *
 * @param folder where to keep the data; in memory when absent
 */
export async function startTables(specs: readonly TableSpec[], folder?: string): Promise<Tables> {
  const server = dynalite({ ...(folder ? { path: folder } : {}), createTableMs: 0 });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  try {
    await Promise.all(specs.map((spec) => ensureTable(endpoint, spec)));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoint,
    close,
    seed: async (table, items) => {
      const put = await Promise.all(items.map((item) => putNew(endpoint, table, item)));
      return put.filter(Boolean).length;
    },
  };
}

async function ensureTable(endpoint: string, { name, creation }: TableSpec): Promise<void> {
  await unless("ResourceInUseException", callDynamo(endpoint, "CreateTable", creation));
  for (;;) {
    const { Table } = await callDynamo(endpoint, "DescribeTable", { TableName: name });
    if (isRecord(Table) && Table.TableStatus === "ACTIVE") return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function putNew(endpoint: string, table: TableSpec, item: PlainItem): Promise<boolean> {
  return unless(
    "ConditionalCheckFailedException",
    callDynamo(endpoint, "PutItem", {
      TableName: table.name,
      Item: toItem(item),
      ConditionExpression: "attribute_not_exists(#key)",
      ExpressionAttributeNames: { "#key": table.key },
    }),
  );
}

/** Whether a call succeeded rather than being refused in the expected way. */
async function unless(refusal: string, call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof DynamoError && error.name === refusal) return false;
    throw error;
  }
}
