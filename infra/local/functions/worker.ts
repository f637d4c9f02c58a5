import { AsyncLocalStorage } from "node:async_hooks";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { Call, Reply, WorkerInput } from "./protocol.ts";

/**
 * Runs in a worker thread of its own: loads one function's bundle and serves calls to it, many at
 * a time. Compiled on the fly, so it imports nothing but Node's own modules and types.
 */

type Handler = (event: object, context: object) => unknown;

/** The symbols under which Lambda's runtime hands request id and trace to the AWS SDK. */
const REQUEST_ID = Symbol.for("_AWS_LAMBDA_REQUEST_ID");
const TRACE_ID = Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID");

const input = workerData as WorkerInput;
const invocation = new AsyncLocalStorage<Record<symbol, string>>();

/**
 * The store that Lambda's runtime provides and the SDK asks for the trace to send along. The
 * SDK's own fallback keeps one value per process, but here invocations run side by side.
 */
const invokeStore = {
  get: (key: symbol) => invocation.getStore()?.[key],
  set: (key: symbol, value: string) => {
    const store = invocation.getStore();
    if (store) store[key] = value;
  },
  getContext: () => invocation.getStore(),
  hasContext: () => invocation.getStore() !== undefined,
  run: <T>(context: Record<symbol, string>, run: () => T) => invocation.run(context, run),
  getRequestId: () => invocation.getStore()?.[REQUEST_ID] ?? "-",
  getXRayTraceId: () => invocation.getStore()?.[TRACE_ID],
  getTenantId: () => undefined,
  getTraceparent: () => undefined,
  getTracestate: () => undefined,
  getBaggage: () => undefined,
};
Object.assign(globalThis, { awslambda: { InvokeStore: invokeStore } });

const loaded = (await import(pathToFileURL(input.module).href)) as Record<string, unknown>;
const handler = loaded[input.exported] as Handler;
if (typeof handler !== "function") {
  throw new Error(`${input.module} exports no function "${input.exported}"`);
}

parentPort?.on("message", (call: Call) => void serve(call));
reply({ kind: "ready" });

async function serve(call: Call): Promise<void> {
  const store = { [REQUEST_ID]: call.requestId, [TRACE_ID]: call.trace };
  try {
    const value = await invocation.run(store, () => handler(call.event, contextOf(call)));
    reply({ kind: "result", id: call.id, value: plain(value) });
  } catch (error) {
    const known = error instanceof Error;
    if (known) console.error(error.stack);
    reply({
      kind: "error",
      id: call.id,
      errorType: known ? error.name : "Error",
      errorMessage: known ? error.message : String(error),
    });
  }
}

function contextOf(call: Call): object {
  return {
    awsRequestId: call.requestId,
    functionName: input.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: input.functionArn,
    memoryLimitInMB: String(input.memoryMb),
    logGroupName: `/aws/lambda/${input.functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, call.deadline - Date.now()),
  };
}

/** What survives of a return value as JSON; a flat answer needs no detour. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const flat = Object.values(value).every(
    (each) => typeof each === "string" || typeof each === "number" || typeof each === "boolean",
  );
  return flat && !Array.isArray(value) ? value : JSON.parse(JSON.stringify(value) ?? "null");
}

function reply(message: Reply): void {
  parentPort?.postMessage(message);
}
