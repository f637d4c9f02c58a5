import * as v from "valibot";
import { MAX_TEXT_BYTES } from "./limits.ts";
import { signalBatchSchema } from "./signal.ts";

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));
const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const text = v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_TEXT_BYTES));

/** Every event a client may send: its payload's schema. Shoppers and agents each have the events of their own list and the shared ones. */
export const sharedEvents = {
  /** One message; `n` counts this outbox's messages from 1, one in flight. Ack: {seq, at}, or `expected` with `n`. */
  "message:send": v.strictObject({
    conversation: id,
    outbox: id,
    n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
    text,
  }),
  /** Joins the conversation on this connection and returns everything after `after`. */
  sync: v.strictObject({ conversation: id, after: natural }),
  typing: v.strictObject({ conversation: id }),
  read: v.strictObject({ conversation: id, seq: natural }),
  "conversation:close": v.strictObject({ conversation: id }),
} as const;

export const shopperEvents = {
  ...sharedEvents,
  signals: signalBatchSchema,
  "invitation:accept": v.strictObject({ invitation: id }),
  "invitation:dismiss": v.strictObject({ invitation: id }),
  /** The shopper asks by herself; no invitation before. `text`: her first words, which help to decide the language; they are then sent as a message like any other. */
  "chat:open": v.strictObject({
    language: v.exactOptional(v.pipe(v.string(), v.maxLength(35))),
    text: v.exactOptional(text),
  }),
  /** From now on the shopper may be known from page to page, or no longer. */
  consent: v.strictObject({ given: v.boolean() }),
  "offer:answer": v.strictObject({
    conversation: id,
    code: v.pipe(v.string(), v.maxLength(40)),
    answer: v.picklist(["accept", "decline"]),
  }),
} as const;

export const agentEvents = {
  ...sharedEvents,
  presence: v.strictObject({ status: v.picklist(["online", "away", "offline"]) }),
  /** Own profile, rings and open conversations: how a console takes up where it stopped. */
  inbox: v.strictObject({}),
  "ring:accept": v.strictObject({ conversation: id, round: natural }),
  "ring:decline": v.strictObject({ conversation: id, round: natural }),
  "offer:propose": v.strictObject({
    conversation: id,
    /** Per press of the button, so that a repeat proposes nothing new. */
    key: id,
    percent: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
} as const;

export type ShopperEvent = keyof typeof shopperEvents;
export type AgentEvent = keyof typeof agentEvents;
export type ShopperPayload<E extends ShopperEvent> = v.InferOutput<(typeof shopperEvents)[E]>;
export type AgentPayload<E extends AgentEvent> = v.InferOutput<(typeof agentEvents)[E]>;
