import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type IdentityKeys, newIdentityKeys } from "./identity/keys.ts";
import type { QueuedMessage } from "./queues/delay-queue.ts";
import { isRecord } from "./template-error.ts";

/** What a stage keeps from run to run beside its tables. */
export interface State {
  /** Values of secrets, by logical id. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly identity: IdentityKeys;
  /** Messages that were waiting when the stage was closed, by queue. */
  readonly queues: Readonly<Record<string, readonly QueuedMessage[]>>;
}

const FILE = "state.json";

/** Reads the kept state of a folder; makes a new one when there is none. */
export async function loadState(folder: string | undefined): Promise<State> {
  const kept = folder ? await readKept(join(folder, FILE)) : undefined;
  return kept ?? { secrets: {}, identity: await newIdentityKeys(), queues: {} };
}

/** Writes the state whole or not at all. */
export async function saveState(folder: string | undefined, state: State): Promise<void> {
  if (!folder) return;
  const path = join(folder, FILE);
  await mkdir(dirname(path), { recursive: true });
  // Only its owner may read it: it holds the stage's secrets.
  await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

async function readKept(path: string): Promise<State | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return undefined;
  }
  const state: unknown = JSON.parse(text);
  if (isRecord(state) && isRecord(state.secrets) && isRecord(state.identity)) {
    return { queues: {}, ...state } as State;
  }
  throw new Error(`${path} holds no state of a stage; start with --fresh to forget it.`);
}
