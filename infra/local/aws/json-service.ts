import type { IncomingHttpHeaders } from "node:http";

/** What an AWS JSON operation is called with. */
export interface JsonRequest {
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

/** An operation of an AWS JSON service; throws `AwsError` for refusals. */
export type JsonOperation = (request: JsonRequest) => unknown;

/** Operations by target, such as `AmazonSQS.SendMessage`. */
export type JsonOperations = Readonly<Record<string, JsonOperation>>;

/** An error as AWS JSON services answer it. */
export class AwsError extends Error {
  /** The name that the SDK gives the error. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
