import { execFile } from "node:child_process";

export type AwsAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Asks AWS something: the words of an AWS CLI command in, its parsed JSON out. */
export type RunAws = (words: readonly string[]) => Promise<AwsAnswer>;

const missing =
  "This needs the AWS CLI, signed in to the account of the stage: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

/**
 * Runs the AWS CLI. It is used only where the operator stands beside it, for two questions to
 * services whose SDK clients would weigh more than all others together.
 */
export const runAws: RunAws = (words) =>
  new Promise((resolve) => {
    execFile("aws", [...words, "--output", "json"], (error, stdout, stderr) => {
      if (!error) return resolve(parse(stdout));
      const message = "code" in error && error.code === "ENOENT" ? missing : stderr.trim();
      resolve({ ok: false, message: message || error.message });
    });
  });

/** What the CLI printed; nothing at all stands for an empty answer. */
function parse(text: string): AwsAnswer {
  try {
    return { ok: true, value: text.trim() === "" ? {} : JSON.parse(text) };
  } catch {
    return { ok: false, message: `The AWS CLI answered no JSON: ${text.slice(0, 200)}` };
  }
}
