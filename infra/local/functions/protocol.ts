/** What the runner and a function's worker thread say to each other. */

export interface Call {
  readonly id: number;
  readonly event: object;
  readonly requestId: string;
  /** X-Amzn-Trace-Id of the invocation; the SDK passes it on. */
  readonly trace: string;
  /** When the call times out, ms since the epoch. */
  readonly deadline: number;
}

export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | {
      readonly kind: "error";
      readonly id: number;
      readonly errorType: string;
      readonly errorMessage: string;
    };

export interface WorkerInput {
  /** Path of the module that exports the handler. */
  readonly module: string;
  readonly exported: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}
