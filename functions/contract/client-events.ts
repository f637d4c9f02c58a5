import * as v from "valibot";
import { MOST_WHY } from "./approval.ts";
import { choicesSchema, shopCardSchema } from "./card.ts";
import { MAX_TOKEN_BYTES } from "./customer.ts";
import { RESOLUTIONS, SURVEY_REASONS } from "./desk.ts";
import { FILE_TYPES, MAX_FILE_BYTES } from "./file.ts";
import { MAX_TEXT_BYTES } from "./limits.ts";
import { signalBatchSchema } from "./signal.ts";

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));
const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const text = v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_TEXT_BYTES));
const fileName = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const tag = v.pipe(v.string(), v.maxLength(35));
const percent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const why = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_WHY));
const zone = v.pipe(v.string(), v.maxLength(32), v.regex(/^[A-Za-z0-9_+/-]+$/));
const email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());

/** Which message it is. */
const address = {
  conversation: id,
  outbox: id,
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
};

/** Whom a conversation is handed to. */
export const handOverTo = v.variant("kind", [
  v.strictObject({ kind: v.literal("agent"), agent: id }),
  v.strictObject({ kind: v.literal("skill"), skill: word }),
  v.strictObject({ kind: v.literal("language"), language: tag }),
  v.strictObject({ kind: v.literal("supervisor") }),
]);

/** Every event a client may send: its payload's schema. Shoppers and agents each have the events of their own list and the shared ones. */
export const sharedEvents = {
  /** One message; `n` counts this outbox's messages from 1, one in flight. Ack: {seq, at}, or `expected` with `n`. */
  "message:send": v.strictObject({ ...address, text }),
  /** A file is about to come: asks where to put it. */
  "file:start": v.strictObject({
    conversation: id,
    name: fileName,
    type: v.picklist(FILE_TYPES),
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_FILE_BYTES)),
  }),
  /** The file has been put there: it becomes a message, numbered and acked as any. */
  "file:send": v.strictObject({ ...address, file: id, name: fileName }),
  /** Where the file of this message can be fetched for some minutes. */
  "file:open": v.strictObject({ conversation: id, seq: natural }),
  /** Joins the conversation on this connection and returns everything after `after`. */
  sync: v.strictObject({ conversation: id, after: natural }),
  typing: v.strictObject({ conversation: id }),
  read: v.strictObject({ conversation: id, seq: natural }),
  "conversation:close": v.strictObject({ conversation: id }),
} as const;

export const shopperEvents = {
  ...sharedEvents,
  signals: signalBatchSchema,
  /** `timeZone`: the browser's, so that her agent knows what time it is for her. */
  "invitation:accept": v.strictObject({ invitation: id, timeZone: v.exactOptional(zone) }),
  "invitation:dismiss": v.strictObject({ invitation: id }),
  /** The shopper asks by herself; no invitation before. `text`: her first words, which help to decide the language; they are then sent as a message like any other. */
  "chat:open": v.strictObject({
    timeZone: v.exactOptional(zone),
    language: v.exactOptional(tag),
    text: v.exactOptional(text),
  }),
  /** Who she is, by a token of the shop's back end (contract/customer.ts); without one, nobody any more. */
  identify: v.strictObject({
    token: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TOKEN_BYTES))),
  }),
  /** From now on the shopper may be known from page to page, or no longer. */
  consent: v.strictObject({ given: v.boolean() }),
  "offer:answer": v.strictObject({
    conversation: id,
    code: v.pipe(v.string(), v.maxLength(40)),
    answer: v.picklist(["accept", "decline"]),
  }),
  /** She does not wait for an agent: the answer reaches her at this address, and on her next visit. */
  "message:leave": v.strictObject({
    conversation: id,
    email,
    name: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
  }),
  /** What she has written so far, where the stage shows it to agents; empty when she took it back. */
  draft: v.strictObject({ conversation: id, text: v.pipe(v.string(), v.maxBytes(MAX_TEXT_BYTES)) }),
  /** After a chat, once. */
  survey: v.strictObject({
    conversation: id,
    score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
    reasons: v.pipe(v.array(v.picklist(SURVEY_REASONS)), v.maxLength(8)),
    text: v.exactOptional(text),
  }),
  /** Everything that is kept of her is deleted. */
  erase: v.strictObject({}),
} as const;

export const agentEvents = {
  ...sharedEvents,
  "message:send": v.strictObject({
    ...sharedEvents["message:send"].entries,
    /** The text is a machine's translation, and is shown as one. */
    translated: v.exactOptional(v.literal(true)),
    choices: v.exactOptional(choicesSchema),
    card: v.exactOptional(shopCardSchema),
  }),
  presence: v.strictObject({
    status: v.picklist(["online", "away", "offline"]),
    /** Why she is away, for her supervisor. */
    reason: v.exactOptional(word),
  }),
  /** Own profile, rings and open conversations: how a console takes up where it stopped. */
  inbox: v.strictObject({}),
  "ring:accept": v.strictObject({ conversation: id, round: natural }),
  "ring:decline": v.strictObject({ conversation: id, round: natural }),
  "offer:propose": v.strictObject({
    conversation: id,
    /** Per press of the button, so that a repeat proposes nothing new. */
    key: id,
    percent,
    /** For the supervisor who is asked, where one is. */
    why: v.exactOptional(why),
  }),
  /** Supervisors: yes to a discount that its agent may not give alone, perhaps a lower one, or no. */
  "approval:answer": v.strictObject({
    code: v.pipe(v.string(), v.maxLength(40)),
    answer: v.picklist(["approve", "refuse"]),
    percent: v.exactOptional(percent),
    reason: v.exactOptional(why),
  }),
  /** Proposals that wait: an agent's own, or all of them for a supervisor. */
  approvals: v.strictObject({}),
  "conversation:close": v.strictObject({
    conversation: id,
    resolution: v.exactOptional(v.picklist(RESOLUTIONS)),
    cause: v.exactOptional(word),
    tags: v.exactOptional(v.pipe(v.array(word), v.maxLength(10))),
  }),
  /** What comes after the chat is done: the slot is free at once. */
  "wrap-up:end": v.strictObject({ conversation: id }),
  /** A note that the shopper never sees. `key`: per note, so that a repeat adds nothing. Mentioned agents are told. */
  "note:add": v.strictObject({
    conversation: id,
    key: id,
    text,
    mentions: v.exactOptional(v.pipe(v.array(id), v.maxLength(5))),
  }),
  notes: v.strictObject({ conversation: id }),
  /** Earlier chats of the shopper of this conversation, latest first. */
  history: v.strictObject({ conversation: id }),
  /** What was said in one of them, after its message `after`. */
  "history:read": v.strictObject({ conversation: id, earlier: id, after: natural }),
  /** Hands the conversation over, with a summary as a note. Supervisors may hand over anybody's. */
  transfer: v.strictObject({ conversation: id, to: handOverTo, summary: v.exactOptional(text) }),
  /** A colleague may read and write beside the conversation's agent. */
  "guest:invite": v.strictObject({ conversation: id, agent: id }),
  /** Leaves a conversation that one was invited to, or that one watches. */
  "guest:leave": v.strictObject({ conversation: id }),
  /** Supervisors: the whole desk at this moment. */
  floor: v.strictObject({}),
  /** Supervisors: sees a conversation unseen by the shopper; `sync` then works. */
  watch: v.strictObject({ conversation: id }),
  /** Supervisors: becomes the conversation's agent. */
  takeover: v.strictObject({ conversation: id }),
  /** What a text says in another language, where the stage has a translator. */
  translate: v.strictObject({ text, to: tag }),
  /** Everybody with a profile, for hand-overs and mentions. */
  colleagues: v.strictObject({}),
} as const;

export type ShopperEvent = keyof typeof shopperEvents;
export type AgentEvent = keyof typeof agentEvents;
export type ShopperPayload<E extends ShopperEvent> = v.InferOutput<(typeof shopperEvents)[E]>;
export type AgentPayload<E extends AgentEvent> = v.InferOutput<(typeof agentEvents)[E]>;
