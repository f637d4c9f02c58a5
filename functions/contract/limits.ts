/** The wire's version; a client that speaks another one is told to reload. */
export const WIRE_VERSION = 1;

/** A message's text, in UTF-8 bytes: the conversation head stores it once more while it is pending, and what comes in must go out below a frame. */
export const MAX_TEXT_BYTES = 4096;

/** One gateway frame in either direction, in UTF-8 bytes. */
export const MAX_FRAME_BYTES = 32 * 1024;

/** Signals one batch may hold. */
export const MAX_SIGNALS_PER_BATCH = 20;

/** Batches one page may send in a minute; more are answered with `slow_down`. */
export const MAX_BATCHES_PER_MINUTE = 30;

/** Texts one agent may have translated in a minute; each is paid for by its letters. */
export const MAX_TRANSLATIONS_PER_MINUTE = 60;

/** Transcript bytes in one `sync` answer, leaving room for the frame's envelope. */
export const SYNC_PAGE_BYTES = 24 * 1024;

/** A console renews its agent's lease so often, in ms. Every heartbeat is two billed frames and a write, shared by the agent's chats. */
export const AGENT_HEARTBEAT_MS = 20_000;

/** Answers that an agent suggests in one message, and how long each may be, in UTF-16 units. */
export const MOST_CHOICES = 4;
export const LONGEST_CHOICE = 40;

/** A product's name and address on its card, in UTF-16 units. */
export const LONGEST_PRODUCT = 120;
export const LONGEST_URL = 500;
