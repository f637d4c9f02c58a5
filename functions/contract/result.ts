/** Every expected way to fail, by name. The wire carries `code` and an English `message` for developers; texts for people come from the locale files. */
export type FailureCode =
  | "bad_payload"
  | "unknown_event"
  | "too_large"
  | "slow_down"
  | "unauthorised"
  | "forbidden"
  | "not_found"
  | "closed"
  | "gone"
  | "expected"
  | "conflict"
  | "bad_file"
  | "no_agent"
  | "refused"
  | "unavailable"
  | "internal";

/** `expected`, with `n`: the number the outbox should send next. `now`: the server's clock, for one whose own is wrong. `ref` finds an internal failure in the logs. */
export interface Failure {
  readonly ok: false;
  readonly code: FailureCode;
  readonly message: string;
  readonly n?: number;
  readonly ref?: string;
  readonly now?: number;
}

export type Result<T> = (T & { readonly ok: true }) | Failure;

/** A failure to return, never to throw. */
export function failure(code: FailureCode, message: string, more: Partial<Failure> = {}): Failure {
  return { ok: false, code, message, ...more };
}
