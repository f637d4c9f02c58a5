import { MAX_FRAME_BYTES } from "../../../functions/contract/limits.ts";
import { type Failure, failure } from "../../../functions/contract/result.ts";

/** Why a message was not sent: the gateway would close the connection over it. */
export const tooLarge = (bytes: number): Failure =>
  failure("too_large", `${bytes} bytes in one message, ${MAX_FRAME_BYTES} at most`);

/** Type, namespace and ack id of a Socket.IO packet: `2/ns,17[…]`, `51-/ns,17[…]`, `0/ns,{…}`. */
const HEAD = /^(\d)(?:\d+-)?(\/[^,]*,)?(\d+)?/;

/**
 * The answer that a refused packet gets instead of the back end's, so that whoever waits for one learns why:
 * the failure as the ack of an event that asked for one, a `connect_error` for CONNECT. Otherwise there is none.
 */
export function answerTo(data: string, refusal: Failure): string | undefined {
  const [, type, namespace = "", id] = HEAD.exec(data) ?? [];
  if (type === "0") {
    return `4${namespace}${JSON.stringify({ message: refusal.code, data: refusal })}`;
  }
  return id && `3${namespace}${id}${JSON.stringify([refusal])}`;
}
