import { fileURLToPath } from "node:url";
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { createDynamoClient, createDynamoStore } from "../functions/adapters/dynamo/index.ts";
import { createTable } from "../functions/adapters/dynamo/table.ts";
import { type AgentsCommand, parseAgents, usage } from "./agents/arguments.ts";
import { removeAgent, saveProfile } from "./agents/book.ts";
import { type Directory, outsideDirectory, poolDirectory } from "./agents/directory.ts";
import { agentLines } from "./agents/lines.ts";
import { type Outputs, readOutputs } from "./outputs.ts";

/** `npm run agents`: who works in a stage. */
async function main(args: readonly string[]): Promise<void> {
  const parsed = parseAgents(args);
  if (!parsed.ok) return fail(`${parsed.message}\n\n${usage}`);
  const { command } = parsed;
  const found = await readOutputs(command.stage.name);
  if (!found.ok) return fail(found.message);
  await run(command, found.outputs);
}

async function run(command: AgentsCommand, outputs: Outputs): Promise<void> {
  const client = createDynamoClient();
  const store = createDynamoStore({ client, table: outputs.TableName });
  const directory = directoryOf(outputs);
  switch (command.kind) {
    case "list": {
      const agents = await store.allAgents();
      return console.log(agentLines(agents).join("\n"));
    }
    case "add": {
      const { email, name } = command.profile;
      const admitted = await directory.admit(email, name);
      const saved = await saveProfile(store, command.profile, Date.now);
      console.log(`${name} <${email}>: ${saved}.`);
      if (admitted === "invited") console.log("A mail with a first password is on its way.");
      return console.log(`Console: ${outputs.ConsoleUrl}`);
    }
    case "remove": {
      const table = createTable(client, outputs.TableName);
      const close = closer(outputs.SocketUrl);
      const removed = await removeAgent(store, table, command.email, Date.now, close);
      if (!removed.ok && removed.code === "busy") return fail(removed.message);
      // Also when there is no record: an earlier run may have got no further.
      await directory.expel(command.email);
      if (!removed.ok) return fail(removed.message);
      return console.log(`${command.email}: removed, ${removed.closed} connection(s) closed.`);
    }
  }
}

function directoryOf({ UserPoolId }: Outputs): Directory {
  if (!UserPoolId) return outsideDirectory;
  return poolDirectory(new CognitoIdentityProviderClient({}), UserPoolId);
}

/** Closes connections of the stage at this `wss://` address; one that is gone already is fine. */
function closer(socketUrl: string): (connection: string) => Promise<void> {
  const endpoint = socketUrl.replace(/^wss:/, "https:");
  const client = new ApiGatewayManagementApiClient({ endpoint });
  return async (connection) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId: connection }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
    }
  };
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error: Error) =>
    fail(`${error.name}: ${error.message}`),
  );
}
