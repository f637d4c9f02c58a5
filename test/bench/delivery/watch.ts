import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import type { FunctionStats } from "../../../infra/local/functions/function-stats.ts";

/** Calls of one kind and their mean time in ms, from the request's head to the answer's end. */
export interface Timed {
  readonly calls: number;
  readonly meanMs: number;
}

/** What the stage's own parts took, by name; `function …` is from hand-over to answer. */
export type Report = Readonly<Record<string, Timed>>;

export interface Watch {
  clear(functions: Readonly<Record<string, FunctionStats>>): void;
  report(functions: Readonly<Record<string, FunctionStats>>): Report;
}

/** Times every HTTP request that this process serves (DynamoDB's, `@connections`'); to be started before its servers. */
export function startWatch(): Watch {
  const times = new Map<string, { calls: number; ms: number }>();
  let before: Readonly<Record<string, FunctionStats>> = {};
  let on = false;
  const emit = Server.prototype.emit as (this: Server, ...args: unknown[]) => boolean;
  Server.prototype.emit = function watched(this: Server, ...args: unknown[]) {
    if (on && args[0] === "request") {
      const [, request, response] = args as [string, IncomingMessage, ServerResponse];
      const from = performance.now();
      const name = nameOf(request);
      response.once("finish", () => {
        const entry = times.get(name) ?? { calls: 0, ms: 0 };
        times.set(name, { calls: entry.calls + 1, ms: entry.ms + performance.now() - from });
      });
    }
    return emit.call(this, ...args);
  };
  return {
    clear(functions) {
      times.clear();
      before = structuredClone(functions);
      on = true;
    },
    report(functions) {
      on = false;
      const report: Record<string, Timed> = {};
      for (const [name, { calls, ms }] of times) report[name] = { calls, meanMs: ms / calls };
      for (const [name, { invocations, durationMs }] of Object.entries(functions)) {
        const calls = invocations - (before[name]?.invocations ?? 0);
        const ms = durationMs - (before[name]?.durationMs ?? 0);
        if (calls > 0) report[`function ${name}`] = { calls, meanMs: ms / calls };
      }
      return report;
    },
  };
}

function nameOf({ headers, url = "" }: IncomingMessage): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? target;
  return url.includes("connections/") ? "@connections" : "other";
}
