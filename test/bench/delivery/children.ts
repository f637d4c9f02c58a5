import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of this benchmark, and what it told when it was up. */
export interface Child<Facts> {
  readonly process: ChildProcess;
  readonly facts: Facts;
  /** Sends a word and waits for the answer. */
  ask<Answer>(word: string): Promise<Answer>;
  tell(word: string): void;
  stop(): void;
}

/**
 * Starts a script beside this file in a process of its own.
 *
 * @throws when it ends before it is up
 */
export async function startChild<Facts>(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Child<Facts>> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(path, args, {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      ...environment,
    },
  });
  const answer = <Answer>() =>
    new Promise<Answer>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${script} ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message as Answer);
      });
    });
  return {
    process: child,
    facts: await answer<Facts>(),
    tell: (word) => void child.send(word),
    ask: (word) => {
      child.send(word);
      return answer();
    },
    stop: () => child.disconnect(),
  };
}
