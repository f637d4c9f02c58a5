import type { Message } from "../../../functions/contract/conversation.ts";
import { conversationView } from "../../../functions/domain/conversation/view.ts";
import { visibleMessages } from "../../../web/shared/timeline.ts";
import type { History, Violation } from "./history.ts";

const textOf = ({ body }: Message): string | undefined =>
  body.kind === "text" ? body.text : undefined;

/** What was said stays said: once, in order, without a hole, on every screen. */
export function checkDelivery(history: History): readonly Violation[] {
  return [
    ...holes(history),
    ...duplicates(history),
    ...ackedAndStored(history),
    ...sendersOrder(history),
    ...screens(history),
  ];
}

/** Each transcript is 1, 2, 3 … up to its head's number; the newest may still be on their way. */
function* holes({ ending, happenings, bounds }: History): Iterable<Violation> {
  const accepted = new Map<string, number>();
  for (const event of happenings)
    if (event.kind === "accepted") accepted.set(`${event.conversation} ${event.seq}`, event.at);
  for (const { head, transcript } of ending.conversations) {
    const there = new Set(transcript.map(({ seq }) => seq));
    if (there.size !== transcript.length)
      yield { rule: "seq", what: `${head.id} has a number twice` };
    for (let seq = 1; seq <= head.seq; seq++) {
      if (there.has(seq)) continue;
      const at = Math.max(accepted.get(`${head.id} ${seq}`) ?? 0, ending.calmSince);
      if (ending.at - at > bounds.pendingMessage)
        yield { rule: "seq", what: `${head.id} has no message ${seq} of ${head.seq}` };
    }
    if (transcript.some(({ seq }) => seq > head.seq))
      yield { rule: "seq", what: `${head.id} has messages beyond its head` };
  }
}

function* duplicates({ ending, happenings }: History): Iterable<Violation> {
  const written = new Set(
    happenings.flatMap((event) => (event.kind === "wrote" ? [event.text] : [])),
  );
  const seen = new Map<string, number>();
  for (const message of ending.conversations.flatMap(({ transcript }) => transcript)) {
    const text = textOf(message);
    if (text === undefined || !written.has(text)) continue;
    const before = seen.get(text);
    if (before !== undefined)
      yield { rule: "once", what: `"${text}" is stored as ${before} and as ${message.seq}` };
    seen.set(text, message.seq);
  }
}

function* ackedAndStored({ happenings, ending }: History): Iterable<Violation> {
  const transcripts = new Map(
    ending.conversations.map(({ head, transcript }) => [
      head.id,
      new Map(transcript.map((message) => [message.seq, textOf(message)])),
    ]),
  );
  for (const event of happenings) {
    if (event.kind !== "acked") continue;
    const stored = transcripts.get(event.conversation)?.get(event.seq);
    if (stored !== event.text)
      yield {
        rule: "acked",
        what: `"${event.text}" was acked as ${event.seq}, where there is ${JSON.stringify(stored)}`,
      };
  }
}

/** What a page wrote stands in the order in which it was written, but for what was shown as failed and sent again later. */
function* sendersOrder({ happenings, ending }: History): Iterable<Violation> {
  const failed = new Set(
    happenings.flatMap((event) => (event.kind === "failed" ? [event.text] : [])),
  );
  const seqs = new Map(
    ending.conversations.flatMap(({ transcript }) =>
      transcript.map((message) => [textOf(message), message.seq] as const),
    ),
  );
  const last = new Map<string, { seq: number; text: string }>();
  for (const event of happenings) {
    if (event.kind !== "wrote" || failed.has(event.text)) continue;
    const seq = seqs.get(event.text);
    if (seq === undefined) continue;
    const key = `${event.page} ${event.conversation}`;
    const before = last.get(key);
    if (before && before.seq > seq)
      yield { rule: "order", what: `"${event.text}" (${seq}) stands before "${before.text}"` };
    last.set(key, { seq, text: event.text });
  }
}

/** Every page of a party shows the whole conversation, as it stands, and has nothing left to send. */
function* screens({ ending }: History): Iterable<Violation> {
  const known = new Map(ending.conversations.map((each) => [each.head.id, each]));
  for (const { page, online, screens: shown, owed } of ending.pages) {
    if (!online) yield { rule: "online", what: `${page} has no connection` };
    for (const id of owed)
      if (!shown.some(({ conversation }) => conversation === id))
        yield { rule: "seen", what: `${page} does not show ${id}` };
    for (const { conversation, messages, sending, view } of shown) {
      const { head, transcript } = known.get(conversation) ?? {};
      if (!head || !transcript) {
        yield { rule: "seen", what: `${page} shows ${conversation}, which there is not` };
        continue;
      }
      const has = messages.map(({ seq }) => seq);
      // Changes of an offer show where it was made.
      const shows = visibleMessages({ messages: transcript, early: [] });
      const lacks = shows.filter(({ seq }) => !has.includes(seq));
      if (lacks.length > 0)
        yield { rule: "seen", what: `${page} lacks ${lacks.map(({ seq }) => seq)} of ${head.id}` };
      if (has.some((seq, index) => index > 0 && seq <= (has[index - 1] ?? 0)))
        yield { rule: "seen", what: `${page} shows ${head.id} out of order: ${has}` };
      const texts = new Map(transcript.map((message) => [message.seq, textOf(message)]));
      if (messages.some((message) => texts.get(message.seq) !== textOf(message)))
        yield { rule: "seen", what: `${page} shows something else than ${head.id} has` };
      if (sending.length > 0)
        yield { rule: "sent", what: `${page} is still sending ${JSON.stringify(sending)}` };
      const { status, agent } = conversationView(head);
      // Whether it rings just now, and where, is not told to the shopper.
      const waits = (each: string | undefined) => each === "waiting" || each === "ringing";
      const same = view?.status === status && view.agent?.id === agent?.id;
      if (!same && !(waits(status) && waits(view?.status)))
        yield {
          rule: "view",
          what: `${page} shows ${head.id} as ${view?.status} ${view?.agent?.id}, it is ${status} ${agent?.id}`,
        };
    }
  }
}
