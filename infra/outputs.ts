import { type RunAws, runAws } from "./aws-cli.ts";
import type { StageName } from "./stages.ts";

/** What the stack of a stage says of itself once deployed. */
export interface Outputs {
  readonly ScriptTag: string;
  readonly ConsoleUrl: string;
  readonly ApiUrl: string;
  readonly SocketUrl: string;
  /** Where attached files are put and fetched. */
  readonly FilesOrigin: string;
  readonly Issuer: string;
  readonly ClientId: string;
  readonly TableName: string;
  /** ARN of the secret that the shop's back end signs its requests with. */
  readonly ShopSecret: string;
  /** Absent when the stage names an OpenID provider of its own. */
  readonly UserPoolId?: string;
}

export type OutputsResult =
  | { readonly ok: true; readonly outputs: Outputs }
  | { readonly ok: false; readonly code: "aws" | "not_deployed"; readonly message: string };

const needed = [
  "ScriptTag",
  "ConsoleUrl",
  "ApiUrl",
  "SocketUrl",
  "FilesOrigin",
  "Issuer",
  "ClientId",
  "TableName",
  "ShopSecret",
] as const;

/** Asks CloudFormation for the outputs of a deployed stage. */
export async function readOutputs(stage: StageName, aws: RunAws = runAws): Promise<OutputsResult> {
  const stack = `Heed-${stage}`;
  const answer = await aws(["cloudformation", "describe-stacks", "--stack-name", stack]);
  if (!answer.ok) {
    if (/does not exist/.test(answer.message)) return notDeployed(stage);
    return { ok: false, code: "aws", message: answer.message };
  }
  const { Stacks } = answer.value as {
    Stacks?: { Outputs?: { OutputKey: string; OutputValue: string }[] }[];
  };
  const all = (Stacks?.[0]?.Outputs ?? []).map((each) => [each.OutputKey, each.OutputValue]);
  const outputs: Record<string, string | undefined> = Object.fromEntries(all);
  if (needed.some((name) => !outputs[name])) return notDeployed(stage);
  return { ok: true, outputs: outputs as unknown as Outputs };
}

function notDeployed(stage: StageName): OutputsResult {
  const message = `Stage ${stage} is not deployed here: npm run deploy -- ${stage}`;
  return { ok: false, code: "not_deployed", message };
}
