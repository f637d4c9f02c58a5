import type { Message } from "../../../functions/contract/conversation.ts";
import type { Head } from "../../../functions/domain/conversation/head.ts";
import { conversationView } from "../../../functions/domain/conversation/view.ts";
import { type Agent, newAgent } from "../../../functions/domain/routing/agent.ts";
import { DEFAULT_SETTINGS } from "../../../functions/use-cases/settings.ts";
import { boundsOf, calmMs } from "../bounds.ts";
import { MOST_SKEW_MS } from "../sim/sim.ts";
import type { Ending, History } from "./history.ts";

export const START = 1_000_000;
export const END = START + calmMs(DEFAULT_SETTINGS);
export const CONVERSATION = "conversation-1";
const VISITOR = "visitor-1";
const PAGE = "page-1";

const TEXTS = ["one", "two", "three"];

/** The shopper's message of a number. */
export function message(seq: number, text: string): Message {
  const body = { kind: "text", text } as const;
  const from = { kind: "shopper" } as const;
  return { conversation: CONVERSATION, seq, at: START, from, body, outbox: "box", n: seq };
}

/** A conversation that Aino has. */
export function head(): Head {
  return {
    id: CONVERSATION,
    visitor: VISITOR,
    state: { kind: "active", round: 1, agent: "aino", since: START },
    request: { language: "fi", languageConfidence: 1, since: START, priority: 0, tried: [] },
    seq: TEXTS.length,
    read: { shopper: 0, agent: 0 },
    startedAt: START,
    activeAt: END,
  };
}

/** Aino, with her only slot in use. */
export const AGENT: Agent = {
  ...newAgent({
    id: "aino",
    name: "Aino",
    email: "aino@heed.local",
    role: "agent",
    languages: { fi: 5 },
    skills: {},
    capacity: 1,
  }),
  presence: "online",
  seenUntil: END,
  slots: { [CONVERSATION]: { kind: "active", round: 1, since: START, language: "fi" } },
};

/** An offer that was redeemed, with its ledger and its day's budget. */
export function offered(): Pick<Ending, "offers" | "budgets"> {
  const code = "CODE1";
  const line = { code, amount: 12, at: START };
  return {
    offers: [
      {
        offer: {
          code,
          visitor: VISITOR,
          conversation: CONVERSATION,
          agent: AGENT.id,
          percent: 10,
          reserved: 12,
          currency: "EUR",
          createdAt: START,
          expiresAt: START + 60_000,
          state: "redeemed",
        },
        ledger: [
          { ...line, event: "proposed" },
          { ...line, event: "redeemed" },
        ],
      },
    ],
    budgets: [{ scope: "day:1970-01-01", total: 120_000, keys: new Map([[code, 120_000]]) }],
  };
}

/** A shopper wrote three messages to Aino, and all is well. */
export function history(): History {
  const transcript = TEXTS.map((text, index) => message(index + 1, text));
  const common = { at: START, conversation: CONVERSATION } as const;
  const { state } = head();
  return {
    skewMs: MOST_SKEW_MS,
    bounds: boundsOf(DEFAULT_SETTINGS),
    happenings: [
      { ...common, kind: "state", state: { kind: "waiting", round: 0 } },
      {
        ...common,
        kind: "state",
        state: { kind: "offering", round: 1, agent: AGENT.id, until: START + 20_000 },
      },
      { at: START, kind: "agent", agent: AGENT },
      { ...common, kind: "state", state },
      { ...common, kind: "taken", agent: AGENT.id, round: 1 },
      ...TEXTS.flatMap(
        (text, index) =>
          [
            { ...common, kind: "wrote", page: PAGE, text },
            { ...common, kind: "accepted", seq: index + 1, state },
            { ...common, kind: "acked", text, seq: index + 1 },
          ] as const,
      ),
    ],
    ending: {
      at: END,
      calmSince: START,
      conversations: [{ head: head(), transcript }],
      agents: [AGENT],
      visits: [{ visitor: VISITOR, conversation: CONVERSATION }],
      pages: [
        {
          page: PAGE,
          online: true,
          screens: [
            {
              page: PAGE,
              conversation: CONVERSATION,
              view: conversationView(head()),
              messages: transcript,
              sending: [],
            },
          ],
          owed: [CONVERSATION],
        },
      ],
      offers: [],
      budgets: [],
    },
  };
}
