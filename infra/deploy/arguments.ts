import { parseArgs } from "node:util";
import { type Stage, stageNamed } from "../stages.ts";

export interface DeployCommand {
  readonly stage: Stage;
  readonly remove: boolean;
  /** Don't ask before permissions change or a stack goes. */
  readonly yes: boolean;
}

export type Parsed =
  | { readonly ok: true; readonly command: DeployCommand }
  | { readonly ok: false; readonly code: "usage" | "protected"; readonly message: string };

export const usage = `Usage:
  npm run deploy -- dev [--yes]            deploy or update a stage
  npm run deploy -- dev --remove [--yes]   remove it
--yes asks no questions, for pipelines.`;

/**
 * Reads the command line of `npm run deploy`.
 *
 * @param args what follows the script's name
 */
export function parseDeploy(args: readonly string[]): Parsed {
  let read: { values: { remove?: boolean; yes?: boolean }; positionals: string[] };
  try {
    read = parseArgs({
      args: [...args],
      options: { remove: { type: "boolean" }, yes: { type: "boolean" } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const [name, ...more] = read.positionals;
  if (more.length > 0) return refuse("One stage at a time.");
  const found = stageNamed(name);
  if (!found.ok) return refuse(found.message);
  const { remove = false, yes = false } = read.values;
  if (remove && found.stage.retain) return refuseRemoval(found.stage);
  return { ok: true, command: { stage: found.stage, remove, yes } };
}

function refuse(message: string): Parsed {
  return { ok: false, code: "usage", message };
}

function refuseRemoval({ name }: Stage): Parsed {
  return {
    ok: false,
    code: "protected",
    message: `Stage ${name} is protected. To remove it, first end the protection of stack Heed-${name}, its table and
its user pool in AWS, then run: npx cdk destroy -c stage=${name}
Table, user pool, bucket and secrets stay; delete them by hand when nobody needs them any more.`,
  };
}

/** The CDK CLI's arguments for a command; deploying writes the stack's outputs to `outputs`. */
export function cdkArguments(command: DeployCommand, outputs: string): readonly string[] {
  const { stage, remove, yes } = command;
  const stack = [`Heed-${stage.name}`, "--context", `stage=${stage.name}`];
  if (remove) return ["destroy", ...stack, ...(yes ? ["--force"] : [])];
  const approval = yes ? ["--require-approval", "never"] : [];
  return ["deploy", ...stack, "--outputs-file", outputs, ...approval];
}
