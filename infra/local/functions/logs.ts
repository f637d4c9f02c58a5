import type { Readable } from "node:stream";
import type { Worker } from "node:worker_threads";

/** Hands on what a function prints, line by line. */
export function forwardLogs(worker: Worker, log: (line: string) => void): void {
  forward(worker.stdout, log);
  forward(worker.stderr, log);
}

function forward(stream: Readable, log: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") log(line);
  });
  stream.on("end", () => {
    if (rest.trim() !== "") log(rest);
  });
}
