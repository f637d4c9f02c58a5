import type { Readable } from "node:stream";
import type { Worker } from "node:worker_threads";

/** How a line of figures in CloudWatch's embedded metric format begins; it is for a machine to read. */
const METRICS = '{"_aws":';

/** Hands on what a function prints, line by line, without its metrics. */
export function forwardLogs(worker: Worker, log: (line: string) => void): void {
  forward(worker.stdout, log);
  forward(worker.stderr, log);
}

function forward(stream: Readable, log: (line: string) => void): void {
  let rest = "";
  const tell = (line: string) => {
    if (line.trim() !== "" && !line.startsWith(METRICS)) log(line);
  };
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) tell(line);
  });
  stream.on("end", () => tell(rest));
}
