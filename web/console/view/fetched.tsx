import type { ComponentChildren } from "preact";
import type { HttpFailure, HttpReply } from "../http.ts";

/** What was fetched once it is there; until then that it is on its way, and else why it can't be had. */
export function Fetched<T>({
  reply,
  waiting = "Fetching …",
  why = ({ message }) => message,
  children,
}: {
  /** As `useHttp` has it. */
  readonly reply: HttpReply<T> | undefined;
  readonly waiting?: string;
  readonly why?: (failure: HttpFailure) => string;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (!reply) return <p class="muted">{waiting}</p>;
  if (reply.ok) return <>{children(reply.value)}</>;
  return (
    <p class="problem" role="alert">
      {why(reply)}
    </p>
  );
}
