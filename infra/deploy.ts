import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runAws } from "./aws-cli.ts";
import { cdkArguments, type DeployCommand, parseDeploy, usage } from "./deploy/arguments.ts";
import { checkLogRole } from "./deploy/log-role.ts";
import type { Outputs } from "./outputs.ts";

const cdk = fileURLToPath(new URL("../node_modules/.bin/cdk", import.meta.url));

/** `npm run deploy`: the CDK CLI, with what it doesn't know checked before and said afterwards. */
async function main(args: readonly string[]): Promise<void> {
  const parsed = parseDeploy(args);
  if (!parsed.ok) {
    return fail(parsed.code === "usage" ? `${parsed.message}\n\n${usage}` : parsed.message);
  }
  const { command } = parsed;
  if (!command.remove) {
    const logs = await checkLogRole(runAws);
    if (!logs.ok) return fail(logs.message);
  }
  const folder = await mkdtemp(join(tmpdir(), "heed-deploy-"));
  try {
    await run(command, join(folder, "outputs.json"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: DeployCommand, file: string): Promise<void> {
  const code = await spawnCdk(cdkArguments(command, file));
  if (code !== 0) {
    process.exitCode = code;
    return;
  }
  if (command.remove) return console.log(`Stage ${command.stage.name} is gone.`);
  const all = JSON.parse(await readFile(file, "utf8")) as Record<string, Outputs>;
  const outputs = all[`Heed-${command.stage.name}`];
  if (outputs) console.log(nextSteps(command.stage.name, outputs));
}

function spawnCdk(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(cdk, args, { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function nextSteps(stage: string, outputs: Outputs): string {
  const { ScriptTag, ConsoleUrl, FilesOrigin, ShopSecret, UserPoolId } = outputs;
  const add = `npm run agents -- add --stage ${stage} --email … --name … --languages en:5 --role admin`;
  return `
Paste into every page of the shop:
  ${ScriptTag}
A Content-Security-Policy of the shop names this origin in connect-src and img-src, so that files can be attached:
  ${FilesOrigin}

The shop's back end signs its requests with this secret:
  aws secretsmanager get-secret-value --secret-id ${ShopSecret} --query SecretString --output text

Agents' console:
  ${ConsoleUrl}

${UserPoolId ? "Add the first agent" : "Add the first agent, who must be known to the stage's own issuer"}:
  ${add}
`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: Error) => fail(error.message));
