import type { Message, ShopperContext } from "../../../functions/contract/conversation.ts";
import type { Note } from "../../../functions/contract/desk.ts";
import type { Entry } from "../../shared/conversation-state.ts";
import { count, languageName, money, phrase } from "../view/format.ts";

/** What the next agent needs is short: so many last messages, so much of each (characters). */
const LAST = 6;
const LONGEST = 160;

export interface SummaryParts {
  readonly context: ShopperContext;
  readonly entries: readonly Entry[];
  /** Oldest first. */
  readonly notes: readonly Note[];
}

/** The draft of a hand-over's summary, for the agent to edit: who it is, what was noted, what was said last. */
export function summaryOf({ context, entries, notes }: SummaryParts): string {
  const said = entries.flatMap((entry) => (entry.kind === "stored" ? spoken(entry.message) : []));
  const noted = notes
    .filter(({ kind }) => kind === "note" || kind === "hand-over")
    .map(({ by, text }) => `- ${by ? `${by.name}: ` : ""}${clipped(text)}`);
  return [
    `${who(context)}.`,
    ...(noted.length > 0 ? ["Notes:", ...noted.slice(-LAST)] : []),
    ...(said.length > 0 ? ["Last words:", ...said.slice(-LAST)] : []),
  ].join("\n");
}

function who({ name, language, reason, cart }: ShopperContext): string {
  return [
    name ? `${name}, speaks ${languageName(language)}` : `Speaks ${languageName(language)}`,
    reason ? `invited for ${phrase(reason.rule).toLowerCase()}` : "started the chat",
    cart && cart.items > 0
      ? `cart of ${money(cart.value, cart.currency)} (${count(cart.items, "piece")})`
      : "nothing in the cart",
  ].join("; ");
}

function spoken({ from, body }: Message): readonly string[] {
  const name = from.kind === "agent" ? from.name : "Shopper";
  if (body.kind === "text") return [`- ${name}: ${clipped(body.text)}`];
  if (body.kind === "file") return [`- ${name} sent ${body.file.name}`];
  if (body.kind === "offer") return [`- ${name} offered ${body.offer.percent} %`];
  return [];
}

function clipped(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : line;
}
