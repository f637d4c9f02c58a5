import type { AddressInfo } from "node:net";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { ofType } from "./properties.ts";
import type { ResolvedTemplate } from "./template.ts";

/** DynamoDB on this machine, with the template's tables. */
export interface Tables {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** What `CreateTable` needs of each table of the template. */
export function readTables(
  template: ResolvedTemplate,
  nameOf: (logicalId: string) => string,
): CreateTableCommandInput[] {
  return ofType(template, "AWS::DynamoDB::Table").map((table) => {
    table.refuse("StreamSpecification");
    const indexes = ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].filter((name) =>
      table.has(name),
    );
    return {
      TableName: nameOf(table.id),
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: table.raw.AttributeDefinitions,
      KeySchema: table.raw.KeySchema,
      ...Object.fromEntries(indexes.map((name) => [name, table.raw[name]])),
    } as CreateTableCommandInput;
  });
}

/**
 * Starts DynamoDB and creates the tables that aren't there yet.
 *
 * @param folder where to keep the data; in memory when absent
 */
export async function startTables(
  tables: readonly CreateTableCommandInput[],
  region: string,
  folder?: string,
): Promise<Tables> {
  const server = dynalite({ ...(folder ? { path: folder } : {}), createTableMs: 0 });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  for (const table of tables) await ensureTable(client, table);
  client.destroy();
  return {
    endpoint,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function ensureTable(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const { TableName } = table;
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === "ACTIVE") return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
