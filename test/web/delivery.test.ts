import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Sender } from "../../functions/contract/conversation.ts";
import { ConversationClient } from "../../web/shared/conversation-client.ts";
import type { Outgoing } from "../../web/shared/outbox.ts";
import type { OutboxShelf } from "../../web/shared/outbox-sender.ts";
import { FakeLink, FakeNetwork, FINE } from "./fake-link.ts";
import { ModelConversation } from "./model-server.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Park–Miller: a seeded generator, so that a failure can be replayed. */
function generator(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

function shelf(): OutboxShelf {
  let kept = "[]";
  return {
    load: () => JSON.parse(kept) as Outgoing[],
    save: (entries) => {
      kept = JSON.stringify(entries);
    },
  };
}

type Step =
  | { readonly kind: "say"; readonly who: 0 | 1 }
  | { readonly kind: "cut"; readonly who: 0 | 1; readonly ms: number }
  | { readonly kind: "reload"; readonly who: 0 | 1 }
  | { readonly kind: "wait"; readonly ms: number };

const who = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("say" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("cut" as const), who, ms: fc.nat(20_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reload" as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(5000) }) },
);

const SELVES = [
  { kind: "shopper" },
  { kind: "agent", id: "agent-1", name: "Aino" },
] as const satisfies readonly Sender[];

class Person {
  readonly said: string[] = [];
  readonly retried = new Set<string>();
  readonly #shelf = shelf();
  readonly #network: FakeNetwork;
  readonly #who: 0 | 1;
  #link: FakeLink;
  client: ConversationClient;
  #page = 0;

  constructor(network: FakeNetwork, index: 0 | 1) {
    this.#network = network;
    this.#who = index;
    this.#link = new FakeLink(network, SELVES[index]);
    this.client = this.#open();
  }

  #open(): ConversationClient {
    this.#page += 1;
    const link = this.#link;
    let ids = 0;
    const client = new ConversationClient({
      link,
      conversation: this.#network.server.id,
      self: SELVES[this.#who],
      onChange: () => undefined,
      newId: () => `box-${this.#who}-${this.#page}-${++ids}`,
      shelf: this.#shelf,
      random: this.#network.random,
    });
    link.up();
    return client;
  }

  say(): void {
    const text = `${this.#who}:${this.said.length}`;
    this.said.push(text);
    this.client.send(text);
  }

  cut(ms: number): void {
    const link = this.#link;
    link.down();
    setTimeout(() => {
      if (link.state === "offline") link.up();
    }, ms);
  }

  reload(): void {
    this.client.dispose();
    this.#link.down();
    this.#network.links.delete(this.#link);
    this.#link = new FakeLink(this.#network, SELVES[this.#who]);
    this.client = this.#open();
  }

  retryFailed(): void {
    for (const { kind, message, delivery } of this.client.state.entries.filter(isOutgoing)) {
      if (kind !== "outgoing" || delivery !== "failed") continue;
      this.retried.add(message.text);
      this.client.retry(message);
    }
  }
}

const isOutgoing = <T extends { kind: string }>(entry: T): entry is T & { kind: "outgoing" } =>
  entry.kind === "outgoing";

async function run(seed: number, steps: readonly Step[], loss = 0.2): Promise<void> {
  const network = new FakeNetwork(new ModelConversation("conversation-1"), generator(seed));
  network.server.page = 3;
  network.weather = { loss, twice: 0.2, delay: 4000 };
  const people = [new Person(network, 0), new Person(network, 1)] as const;
  for (const next of steps) {
    if (next.kind === "say") people[next.who].say();
    if (next.kind === "cut") people[next.who].cut(next.ms);
    if (next.kind === "reload") people[next.who].reload();
    await vi.advanceTimersByTimeAsync(next.kind === "wait" ? next.ms : 1);
  }
  network.weather = FINE;
  for (let i = 0; i < 4; i += 1) {
    await vi.advanceTimersByTimeAsync(120_000);
    for (const person of people) person.retryFailed();
  }
  // Whoever heard nothing lately notices at the latest by its next reconnection.
  for (const person of people) person.cut(10);
  await vi.advanceTimersByTimeAsync(60_000);

  const stored = network.server.messages.map(({ body }) => (body.kind === "text" ? body.text : ""));
  for (const person of people) {
    const { entries } = person.client.state;
    const seen = entries.map((entry) => entry.kind === "stored" && entry.message.seq);
    expect(seen).toEqual(stored.map((_, i) => i + 1));
    const own = stored.filter((text) => person.said.includes(text));
    expect([...own].sort()).toEqual([...person.said].sort());
    const steady = (text: string) => !person.retried.has(text);
    expect(own.filter(steady)).toEqual(person.said.filter(steady));
    person.client.dispose();
  }
}

test("[MSG57] whatever is lost, doubled, delayed, cut or reloaded, every message is stored once, in its sender's order, and both sides see the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(step, { maxLength: 40 }),
      fc.constantFrom(0.05, 0.3, 0.6),
      run,
    ),
    { numRuns: 150 },
  );
});

test("[MSG57] a long bad night loses nothing", async () => {
  const steps = Array.from({ length: 200 }, (_, i): Step => {
    const side = (i % 2) as 0 | 1;
    if (i % 13 === 12) return { kind: "reload", who: side };
    if (i % 7 === 6) return { kind: "cut", who: side, ms: 9000 };
    if (i % 3 === 2) return { kind: "wait", ms: 700 };
    return { kind: "say", who: side };
  });
  await run(7, steps);
});
