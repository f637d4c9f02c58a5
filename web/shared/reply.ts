import type { Failure, FailureCode } from "../../functions/contract/result.ts";

/** How a request can fail before the server has answered it: there is no connection, or no answer came in time. */
export type LocalCode = "offline" | "timeout";

/** Every failure a client sees: the server's, by name, or its own. */
export type ReplyFailure = Omit<Failure, "code"> & { readonly code: FailureCode | LocalCode };

/** The answer to a request; failures are values, a request never rejects. */
export type Reply<T> = (T & { readonly ok: true }) | ReplyFailure;

/** A failure of the client's own. */
export function localFailure(code: LocalCode): ReplyFailure {
  return { ok: false, code, message: code === "offline" ? "not connected" : "no answer in time" };
}

const PASSING: ReadonlySet<string> = new Set(["offline", "timeout", "slow_down", "internal"]);

/** Whether the same request may succeed later without any change to it. */
export const isPassing = (failure: ReplyFailure): boolean => PASSING.has(failure.code);

/** Reads an ack: an object with a boolean `ok`, of the server or of the transport that could not carry the request; anything else counts as an internal failure. */
export function replyOf<T>(ack: unknown): Reply<T> {
  if (typeof ack === "object" && ack !== null && "ok" in ack) {
    if (ack.ok === true) return ack as T & { ok: true };
    if (ack.ok === false && "code" in ack) return ack as ReplyFailure;
  }
  return { ok: false, code: "internal", message: "unreadable answer" };
}
