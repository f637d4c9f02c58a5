import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";

const dynalite = createRequire(import.meta.url)("dynalite") as (options: {
  createTableMs: number;
}) => Server;

export interface Database {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** A new, empty table; its name. */
  table(): Promise<string>;
  stop(): Promise<void>;
}

/** DynamoDB's imitation in this process and in memory. */
export async function startDatabase(): Promise<Database> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  let tables = 0;
  return {
    client,
    endpoint,
    async table() {
      const name = `store-${++tables}`;
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
          AttributeDefinitions: [
            { AttributeName: "pk", AttributeType: "S" },
            { AttributeName: "sk", AttributeType: "S" },
          ],
        }),
      );
      await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.01 }, { TableName: name });
      return name;
    },
    async stop() {
      client.destroy();
      server.closeIdleConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
