import fc from "fast-check";
import type { State } from "../../functions/domain/conversation/head.ts";
import type { Offer } from "../../functions/domain/offer/offer.ts";
import type { Owner, Store } from "../../functions/ports.ts";
import {
  aHead,
  aMessage,
  anAgent,
  anOffer,
  aParticipant,
  aVisit,
  HOUR,
  MINUTE,
  NOW,
} from "./fixtures.ts";

/** One call to a store, at a time; the same call for every store it is run on. */
export interface Operation {
  /** Time that passes before it, in ms. */
  readonly pause: number;
  run(store: Store, now: number): Promise<unknown>;
  toString(): string;
}

const pause = fc.oneof(fc.constant(0), fc.constantFrom(1, 1000, MINUTE, 10 * MINUTE));

/** Few ids and small numbers, so that calls meet. */
const id = fc.constantFrom("one", "two");
const small = fc.integer({ min: 0, max: 4 });
const version = fc.integer({ min: 1, max: 4 });
const role = fc.constantFrom("shopper", "agent");
const owner: fc.Arbitrary<Owner> = fc.record({ role, id });

function call<Args extends unknown[]>(
  name: string,
  args: { [K in keyof Args]: fc.Arbitrary<Args[K]> },
  run: (store: Store, now: number, ...values: Args) => Promise<unknown>,
): fc.Arbitrary<Operation> {
  return fc.tuple(pause, fc.tuple<Args>(...args)).map(([pause, values]) => ({
    pause,
    run: (store, now) => run(store, now, ...values),
    toString: () => `+${pause} ${name}(${JSON.stringify(values)})`,
  }));
}

const state: fc.Arbitrary<State> = fc.oneof(
  fc.record({ kind: fc.constant("waiting" as const), round: small }),
  fc.record({ kind: fc.constant("offering" as const), round: small, agent: id, until: small }),
  fc.record({ kind: fc.constant("active" as const), round: small, agent: id, since: small }),
  fc.record(
    {
      kind: fc.constant("closed" as const),
      round: small,
      at: small,
      by: fc.constant("agent" as const),
      agent: id,
    },
    { requiredKeys: ["kind", "round", "at", "by"] },
  ),
);
const offerState: fc.Arbitrary<Offer["state"]> = fc.constantFrom("open", "accepted", "redeemed");

const visits = fc.oneof(
  call(
    "saveVisit",
    [id, version, small, fc.boolean()],
    (store, now, visitor, version, visits, why) =>
      store.saveVisit(
        aVisit(visitor, version, { visits, lastAt: now }),
        why ? { version, visits } : undefined,
        now + visits * 20 * MINUTE,
      ),
  ),
  call("visitor", [id], (store, now, visitor) => store.visitor(visitor, now)),
  call("addConnection", [owner, id, small], (store, now, owner, id, life) =>
    store.addConnection({ id, owner, expiresAt: now + life * MINUTE, stock: life === 1 }),
  ),
  call("removeConnection", [owner, id], (store, _now, owner, id) =>
    store.removeConnection(owner, id),
  ),
  call("connections", [owner], (store, now, owner) => store.connections(owner, now)),
);

const presence = fc.constantFrom("online" as const, "away" as const, "offline" as const);
const agents = fc.oneof(
  call("createAgent", [id, small], (store, _now, id, capacity) =>
    store.createAgent(anAgent(id, { capacity })),
  ),
  call(
    "saveAgent",
    [id, version, presence, small, fc.boolean(), fc.option(fc.integer({ min: -2, max: 2 }))],
    (store, now, id, version, presence, misses, lease, after) =>
      store.saveAgent(
        anAgent(id, { version, presence, misses, seenUntil: now + misses * MINUTE }),
        {
          ...(lease && { lease }),
          ...(after !== null && {
            [after > 0 ? "leaseBefore" : "leaseAfter"]: now + after * MINUTE,
          }),
        },
      ),
  ),
  call("renewLease", [id, small], (store, now, id, life) =>
    store.renewLease(id, now + life * MINUTE, now),
  ),
  call(
    "publish",
    [id, version, presence, fc.option(fc.constantFrom("fi", "sv"))],
    (store, now, id, version, presence, only) =>
      store.publish(
        anAgent(id, {
          version,
          presence,
          seenUntil: now + MINUTE,
          languages: { fi: 5, sv: 0, en: 1 },
        }),
        now,
        only ?? undefined,
      ),
  ),
  call("addAgentConversation", [id, id], (store, _now, a, c) => store.addAgentConversation(a, c)),
  call("removeAgentConversation", [id, id], (store, _now, a, c) =>
    store.removeAgentConversation(a, c),
  ),
  call("agents", [fc.array(id)], (store, _now, ids) => store.agents(ids)),
);

const author = fc.oneof(owner, owner, fc.constant({ role: "system" } as const));
const conversations = fc.oneof(
  call("createHead", [id, id, state], (store, _now, id, visitor, state) =>
    store.createHead(aHead(id, { visitor, state })),
  ),
  call(
    "changeState",
    [id, state, state, fc.option(id)],
    (store, _now, id, from, state, agentName) =>
      store.changeState(id, from, { state, ...(agentName !== null && { agentName }) }),
  ),
  ...Array.from({ length: 3 }, () =>
    call(
      "append",
      [id, author, fc.constantFrom("o1", "o2", "o3"), version],
      async (store, now, conversation, author, outbox, n) => {
        const sent = await store.append(aMessage(conversation, { author, outbox, n, at: now }));
        if (sent.kind === "appended" && n !== 3) await store.putMessage(sent.message);
        return sent;
      },
    ),
  ),
  call("join", [id, id, owner, small], (store, now, id, connection, owner, life) =>
    store.join(id, aParticipant(connection, owner, now + life * MINUTE), now),
  ),
  call("leave", [id, id], (store, _now, id, connection) => store.leave(id, connection)),
  call("markRead", [id, owner, small], (store, now, id, owner, seq) =>
    store.markRead(id, owner, seq, now),
  ),
  call("rollForward", [id], (store, _now, id) => store.rollForward(id)),
  call("messages", [id, small, fc.integer({ min: 0, max: 800 })], (store, _now, id, after, bytes) =>
    store.messages(id, after, bytes),
  ),
);

/** So many outboxes, seldom settled, that heads fill up and are pruned. */
const outboxes = fc
  .oneof(
    call("fill", [fc.integer({ min: 1, max: 20 }), small], async (store, now, count, from) => {
      await store.createHead(aHead("one", { visitor: "one" }));
      const author = { role: "shopper", id: "one" } as const;
      const kinds: unknown[] = [];
      for (let i = 0; i < count; i++) {
        const outbox = `o${from * 10 + i}`;
        const sent = await store.append(aMessage("one", { author, outbox, n: 1, at: now }));
        kinds.push(sent.kind === "appended" ? sent.message : sent);
      }
      return kinds;
    }),
    call("rollForward", [], (store) => store.rollForward("one")),
    call("join", [id], (store, now, connection) =>
      store.join("one", aParticipant(connection, { role: "shopper", id: "one" }, now + HOUR), now),
    ),
    call("hour", [], async (store, now) => store.head(`nothing ${now}`)),
  )
  .map((operation) => ({ ...operation, pause: operation.pause * 6 }));

const waiting = fc.oneof(
  call("enqueue", [id, small, small], (store, _now, conversation, priority, since) =>
    store.enqueue({ conversation, language: "fi", priority: priority - 2, since }),
  ),
  call("dequeue", [id, small, small], (store, _now, conversation, priority, since) =>
    store.dequeue({ conversation, language: "fi", priority: priority - 2, since }),
  ),
  call("waiting", [small], (store, _now, limit) => store.waiting("fi", limit)),
  call("addDue", [id, fc.integer({ min: -9, max: 9 })], (store, now, id, minutes) =>
    store.addDue({ at: now + minutes * 40_000, ref: { kind: "agent", id } }),
  ),
  call("due", [small], (store, now, limit) => store.due(now, limit)),
  call("handle", [small], async (store, now, limit) => {
    const rows = await store.due(now, limit);
    await Promise.all(rows.map((row) => store.removeDue(row)));
    return rows;
  }),
);

const offers = fc.oneof(
  call("reserve", [id, id, small], (store, now, scope, key, amount) =>
    store.reserve(scope, key, amount / 10, 0.5, now),
  ),
  call("unreserve", [id, id], (store, _now, scope, key) => store.unreserve(scope, key)),
  call("createOffer", [id, small], (store, _now, code, percent) =>
    store.createOffer(anOffer(code, { percent })),
  ),
  call("changeOffer", [id, offerState, fc.array(offerState)], (store, _now, code, state, from) =>
    store.changeOffer(anOffer(code, { state, percent: 1 }), from),
  ),
  call(
    "addLedger",
    [id, fc.constantFrom("proposed", "redeemed"), small],
    (store, _now, code, event, at) => store.addLedger({ code, event, amount: at, at }),
  ),
);

const change = (name: string, version: number, at: number) =>
  ({ name, version, at, by: "a", what: [`v${version}`], value: at % 2 ? null : { at } }) as const;
const document = fc.constantFrom("hours" as const, "replies" as const);
const documents = fc.oneof(
  call("saveDocument", [document, version], (store, now, name, version) =>
    store.saveDocument({ ...change(name, version, now), name }),
  ),
  call("keepVersion", [id, small], (store, now, agent, version) =>
    store.keepVersion(change(`agent:${agent}`, version, now)),
  ),
  call("addAudit", [version], (store, now, version) =>
    store.addAudit(change("rules", version, now)),
  ),
  call("audit", [small], (store, now, limit) => store.audit({ now, limit })),
);

type View = (store: Store, now: number) => Promise<unknown>;
const each = (...views: readonly ((id: string) => View)[]): readonly View[] =>
  ["one", "two"].flatMap((id) => views.map((view) => view(id)));

const conversationViews = each(
  (id) => (store) => store.participants(id, NOW),
  (id) => (store) => store.messages(id, 0, 1e9),
);

/** Each area's calls, how many sequences of them are worth their time, and everything that can be read afterwards. */
export const areas = {
  visits: {
    operation: visits,
    runs: 20,
    views: each(
      (id) => (store, now) => store.visitor(id, now),
      (id) => (store, now) => store.connections({ role: "agent", id }, now),
    ),
  },
  agents: {
    operation: agents,
    runs: 20,
    views: each(
      (id) => (store) => store.agentConversations(id),
      () => (store) => store.allAgents(),
      (id) => (store) => store.roster(id === "one" ? "fi" : "en"),
    ),
  },
  conversations: { operation: conversations, runs: 40, views: conversationViews },
  outboxes: { operation: outboxes, runs: 8, views: conversationViews },
  waiting: {
    operation: waiting,
    runs: 6,
    views: [
      (store: Store) => store.waiting("fi", 100),
      (store: Store, now: number) => store.due(now, 100),
    ],
  },
  offers: {
    operation: offers,
    runs: 20,
    views: each(
      (id) => (store) => store.offer(id),
      (id) => (store) => store.ledger(id),
    ),
  },
  documents: {
    operation: documents,
    runs: 15,
    views: [
      ...each(
        (id) => (store) => store.documentHistory(`agent:${id}`, 9),
        (id) => (store) => store.documentVersion(`agent:${id}`, 1),
        () => (store) => store.documentHistory("hours", 2),
        () => (store) => store.documentVersion("replies", 2),
      ),
      (store: Store) => store.current(),
      (store: Store, now: number) => store.audit({ now, limit: 99 }),
      async (store: Store, now: number) => {
        const [after] = await store.audit({ now, limit: 1 });
        return store.audit({ now, limit: 3, ...(after && { after }) });
      },
    ],
  },
} as const;
