/**
 * Calls a function and waits for its return value. Rejects when the function throws, times out or
 * crashes; the rejection's message is the function's error message.
 *
 * @param event the Lambda event
 * @param trace the X-Amzn-Trace-Id header that the invocation descends from, if any
 */
export type LambdaInvoke = (event: object, trace?: string) => Promise<unknown>;
