import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import { type FunctionStats, newFunctionStats } from "./function-stats.ts";
import { forwardLogs } from "./logs.ts";
import type { Call, Reply, WorkerInput } from "./protocol.ts";
import type { FunctionSpec } from "./spec.ts";

/** A function that threw, timed out, crashed or could not be loaded. */
export class FunctionError extends Error {
  override readonly name: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: FunctionError) => void;
  readonly timer: NodeJS.Timeout;
}

/** One worker thread and the calls under way in it. */
interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  readonly ready: Promise<void>;
  /** Takes no further calls, and ends with its last one. */
  retired: boolean;
}

export interface FunctionRunnerOptions {
  readonly spec: FunctionSpec;
  /** Path of the module that exports the handler. */
  readonly module: string;
  readonly workerModule: URL;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/**
 * Runs one function's bundle in a worker thread with an environment of its own. Calls run side by
 * side in the thread. A crash fails the calls under way, and the next call starts a new thread;
 * so does a time-out, because a call that was given up must not disturb later ones.
 */
export class FunctionRunner {
  readonly spec: FunctionSpec;
  readonly stats: FunctionStats = newFunctionStats();
  readonly #options: FunctionRunnerOptions;
  readonly #threads = new Set<Thread>();
  #current: Thread | undefined;
  #calls = 0;
  #closed = false;

  constructor(options: FunctionRunnerOptions) {
    this.spec = options.spec;
    this.#options = options;
  }

  /** Loads the bundle ahead of the first call; rejects if it can't be loaded. */
  async warm(): Promise<void> {
    await this.#thread().ready;
  }

  /** Calls the function; see `LambdaInvoke`. */
  async invoke(event: object, trace?: string): Promise<unknown> {
    this.stats.invocations += 1;
    const from = performance.now();
    try {
      const thread = this.#thread();
      await thread.ready;
      return await this.#call(thread, event, trace ?? `Root=1-local-${this.#calls}`);
    } catch (error) {
      this.stats.errors += 1;
      this.#options.log(`${(error as Error).name}: ${(error as Error).message}`);
      throw error;
    } finally {
      this.stats.durationMs += performance.now() - from;
    }
  }

  /** Ends every thread; calls under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #call(thread: Thread, event: object, trace: string): Promise<unknown> {
    const id = ++this.#calls;
    const { timeoutMs } = this.spec;
    const deadline = Date.now() + timeoutMs;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(thread, id), timeoutMs);
      thread.pending.set(id, { resolve, reject, timer });
      const call: Call = { id, event, requestId: randomUUID(), trace, deadline };
      thread.worker.postMessage(call);
    });
  }

  #giveUp(thread: Thread, id: number): void {
    this.stats.timeouts += 1;
    const seconds = (this.spec.timeoutMs / 1000).toFixed(2);
    const error = new FunctionError("Sandbox.Timedout", `Task timed out after ${seconds} seconds`);
    this.#retire(thread);
    this.#settle(thread, id, ({ reject }) => reject(error));
  }

  #retire(thread: Thread): void {
    thread.retired = true;
    if (this.#current === thread) this.#current = undefined;
  }

  #settle(thread: Thread, id: number, how: (pending: Pending) => void): void {
    const pending = thread.pending.get(id);
    if (!pending) return;
    clearTimeout(pending.timer);
    thread.pending.delete(id);
    how(pending);
    if (thread.retired && thread.pending.size === 0) void thread.worker.terminate();
  }

  #thread(): Thread {
    if (this.#closed) throw new FunctionError("Runtime.Closed", "The stage has been closed");
    this.#current ??= this.#start();
    return this.#current;
  }

  #start(): Thread {
    const { spec, module, workerModule, environment, log } = this.#options;
    const workerData: WorkerInput = {
      module,
      exported: spec.handler.slice(spec.handler.lastIndexOf(".") + 1),
      functionName: spec.name,
      functionArn: spec.arn,
      memoryMb: spec.memoryMb,
    };
    const worker = new Worker(workerModule, {
      workerData,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.stats.coldStarts += 1;
    forwardLogs(worker, log);
    let loaded = () => {};
    let failed = (_error: FunctionError) => {};
    const ready = new Promise<void>((resolve, reject) => {
      loaded = resolve;
      failed = reject;
    });
    ready.catch(() => {});
    const thread: Thread = { worker, pending: new Map(), ready, retired: false };
    this.#threads.add(thread);
    let reason = new FunctionError("Runtime.ExitError", "The function's process ended");
    worker.on("error", (error) => {
      reason = new FunctionError("Runtime.Crash", error.message);
    });
    worker.on("exit", () => {
      this.#threads.delete(thread);
      this.#retire(thread);
      failed(reason);
      for (const id of [...thread.pending.keys()]) {
        this.#settle(thread, id, ({ reject }) => reject(reason));
      }
    });
    worker.on("message", (reply: Reply) => {
      if (reply.kind === "ready") loaded();
      else if (reply.kind === "result") {
        this.#settle(thread, reply.id, ({ resolve }) => resolve(reply.value));
      } else {
        const error = new FunctionError(reply.errorType, reply.errorMessage);
        this.#settle(thread, reply.id, ({ reject }) => reject(error));
      }
    });
    return thread;
  }
}
