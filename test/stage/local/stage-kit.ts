import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stage, type StageOptions, startStage } from "../../../infra/local/run.ts";
import { folderOf, type Resources } from "./fixture-template.ts";

type Cleaning = () => unknown;
const cleanings: Cleaning[] = [];

/** Undoes what the tests of a file started, last first. */
export async function cleanUp(): Promise<void> {
  for (const clean of cleanings.splice(0).reverse()) await clean();
}

export function later(clean: Cleaning): void {
  cleanings.push(clean);
}

/** Starts a stage from resources; `cleanUp` closes it. */
export async function stageOf(
  resources: Resources,
  options: Partial<StageOptions> = {},
  outputs: Record<string, { Value: unknown }> = {},
): Promise<Stage> {
  const template = { Resources: resources, Outputs: outputs };
  const stage = await startStage({ template, folderOf, ...options });
  later(() => stage.close());
  return stage;
}

/** A folder that `cleanUp` removes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "heed-"));
  later(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Credentials and region for SDK clients; no retries. */
export const sdk = {
  region: "eu-north-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
} as const;

/** A server that remembers the JSON bodies posted to it. */
export async function journal<T>(): Promise<{ readonly url: string; readonly entries: T[] }> {
  const entries: T[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      entries.push(JSON.parse(body) as T);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  later(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, entries };
}

/** The name with which something was refused, or "accepted". */
export async function refusalName(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "accepted",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
