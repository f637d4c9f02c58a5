import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Where the synthesized template of the tests lies. */
export const ASSEMBLY = ".heed/assembly";

/** Builds and synthesizes the stage `dev`, as `npx cdk synth` does. */
export default async function synthesize(): Promise<void> {
  const args = ["--import", "tsx", "infra/app.ts"];
  // What the CDK CLI hands to an app: where to write, and the context.
  const env = {
    ...process.env,
    CDK_OUTDIR: ASSEMBLY,
    CDK_CONTEXT_JSON: JSON.stringify({ ...(await cdkContext()), stage: "dev" }),
  };
  await promisify(execFile)(process.execPath, args, { env });
}

async function cdkContext(): Promise<object> {
  const { default: settings } = await import("../../cdk.json", { with: { type: "json" } });
  return settings.context;
}
