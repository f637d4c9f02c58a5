import type { Counts } from "../../functions/adapters/prices.ts";
import { AGENT_HEARTBEAT_MS } from "../../functions/contract/limits.ts";
import { billOf, linesBill, periodIn, plus, sumOf } from "./bill.ts";
import type { Client } from "./client.ts";
import { Deployment, expert, type Invocation } from "./deployment.ts";
import { countedIn, metricsIn, toldIn } from "./told.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Heartbeats' periods, ms. */
export interface Beats {
  readonly console: number;
  readonly chat: number;
}

/** As the clients are built. */
const beatsAsBuilt = (): Beats => ({
  console: AGENT_HEARTBEAT_MS,
  chat: periodIn("web/widget", "CHAT_HEARTBEAT"),
});

/** From the shopper's first signal to the end of the chat. */
const CHAT = 10 * MINUTE;
/** Until nothing of the chat is due any more. */
const AFTERMATH = 6 * MINUTE;
/** Chats that an agent has at once. */
export const CONCURRENT = 3;
/** A console's connection lasts two hours: so many chats share its beginning and end. */
const CHATS_PER_CONNECTION = CONCURRENT * 12;

/** One proactive chat, everything included, and its parts. */
export interface Basket {
  readonly total: Partial<Counts>;
  /** What the chat itself causes. */
  readonly chat: Partial<Counts>;
  /** A third of ten minutes of an agent's presence: heartbeats, the lease's watch, connection. */
  readonly presence: Partial<Counts>;
  /** The chat's part of the agent's signing on and off. */
  readonly shift: Partial<Counts>;
  /** A minute of a stage on which nothing happens. */
  readonly idleMinute: Partial<Counts>;
  /** How many metrics of its own such a stage writes. */
  readonly idleMetrics: number;
  readonly invocations: readonly Invocation[];
  /** Of the whole run: what telemetry said, and what was counted beside it. */
  readonly told: Readonly<Record<string, number>>;
  readonly counted: Readonly<Record<string, number>>;
}

/** Something said or done at a second of the chat. */
type Script = readonly (readonly [second: number, act: () => Promise<unknown>])[];

/** Runs the basket of the cost target on a deployment of its own. */
export async function runBasket(beats: Beats = beatsAsBuilt()): Promise<Basket> {
  const deployment = await Deployment.start();
  try {
    await deployment.warmSweeper();
    const idle = await stretch(deployment, () => minutes(deployment, 10));
    const idleMinute = scaled(idle.bill, 1 / 10);
    const idleMetrics = metricsIn(deployment.lines);
    const signOn = await stretch(deployment, async () => {
      const agent = await deployment.agent(expert("aino", { fi: 5, en: 4 }));
      await agent.ask("inbox", {});
      return agent;
    });
    const agent = signOn.result;
    const alone = await stretch(deployment, () =>
      pass(deployment, agent, beats.console, CHAT + AFTERMATH),
    );
    const chatting = await stretch(deployment, () => chat(deployment, agent, beats));
    const signOff = await stretch(deployment, () => agent.leave());
    await lastLines(deployment);
    const minutesOfChat = (CHAT + AFTERMATH) / MINUTE;
    const lonely = plus(alone.bill, idleMinute, -minutesOfChat);
    const chatBill = plus(plus(chatting.bill, alone.bill, -1), {
      connectionMinutes: CHAT / MINUTE,
    });
    const presence = plus(
      { connectionMinutes: CHAT / MINUTE / CONCURRENT },
      lonely,
      CHAT / (CHAT + AFTERMATH) / CONCURRENT,
    );
    const shift = scaled(sumOf([signOn.bill, signOff.bill]), 1 / CHATS_PER_CONNECTION);
    return {
      total: sumOf([chatBill, presence, shift]),
      chat: chatBill,
      presence,
      shift,
      idleMinute,
      idleMetrics,
      invocations: chatting.invocations,
      told: toldIn(deployment.lines),
      counted: countedIn(deployment.invocations),
    };
  } finally {
    await deployment.stop();
  }
}

const scaled = (bill: Partial<Counts>, factor: number) => plus({}, bill, factor);

/** Bills what happens in a stretch of time, the telemetry's lines included. */
async function stretch<T>(deployment: Deployment, run: () => Promise<T>) {
  const from = deployment.invocations.length;
  const before = linesBill(deployment);
  const result = await run();
  const invocations = deployment.invocations.slice(from);
  const lines = plus(linesBill(deployment), before, -1);
  return { result, invocations, bill: sumOf([...invocations.map(billOf), lines]) };
}

async function tick(deployment: Deployment): Promise<void> {
  await deployment.advance(MINUTE);
  await deployment.sweep();
}

async function minutes(deployment: Deployment, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) await tick(deployment);
}

/** Lets time pass second by second, with heartbeats, the schedule's ticks and what a script says. */
async function pass(
  deployment: Deployment,
  agent: Client,
  beat: number,
  ms: number,
  script: Script = [],
): Promise<void> {
  for (let at = 0; at < ms; at += SECOND) {
    for (const [second, act] of script) if (second * SECOND === at) await act();
    await deployment.advance(SECOND);
    if ((at + SECOND) % beat === 0) await agent.beat();
    if ((at + SECOND) % MINUTE === 0) await deployment.sweep();
  }
}

const WORDS = [
  "Hei! Mietin, sopiiko tämä takki myös talveen, vai onko se liian ohut?",
  "Hei! Takissa on kevyt vuori. Pakkasella alle tarvitaan villapaita.",
  "Ok. Entä jos koko ei sovi, miten palautus toimii?",
  "Palautus on maksuton 30 päivää, tarra on paketissa valmiina.",
];

/** One shopper's ten minutes and what follows. */
async function chat(deployment: Deployment, agent: Client, beats: Beats): Promise<void> {
  const shopper = await deployment.shopper();
  await shopper.connect();
  let conversation = "";
  const signal = (kind: Parameters<Client["batch"]>[0]) => async () => {
    const { invitation } = await shopper.watch(shopper.batch(kind));
    if (invitation) conversation = invitation.id;
  };
  const say = (who: Client, outbox: string, n: number) => async () => {
    const text = WORDS[(2 * n + (who === agent ? 1 : 0)) % WORDS.length] ?? "";
    expectOk(await who.ask("message:send", { conversation, outbox, n, text }));
  };
  const typing = (who: Client) => async () => expectOk(await who.ask("typing", { conversation }));
  const read = (who: Client, seq: number) => async () =>
    expectOk(await who.ask("read", { conversation, seq }));

  const exchanges = Array.from({ length: 10 }, (_, i): Script => {
    const from = 75 + 50 * i;
    return [
      [from, typing(shopper)],
      [from + 5, say(shopper, "outbox-shopper", i + 1)],
      [from + 8, read(agent, 2 * i + 3)],
      [from + 25, say(agent, "outbox-agent", i + 1)],
    ];
  }).flat();
  // The widget's heartbeats leave only where nothing was heard for a period.
  const heartbeats = Array.from({ length: CHAT / SECOND }, (_, second) => {
    const beat = async () => {
      if (deployment.now - shopper.heardAt >= beats.chat) await shopper.beat();
    };
    return [second, beat] as const;
  });
  await pass(deployment, agent, beats.console, CHAT + AFTERMATH, [
    [2, signal("page-view")],
    [12, signal("view-item")],
    [22, signal("add-to-cart")],
    [32, signal("view-cart")],
    [45, signal("cart-hesitation")],
    [
      55,
      async () => {
        expectOk(await shopper.ask("invitation:accept", { invitation: conversation }));
        expectOk(await shopper.ask("sync", { conversation, after: 0 }));
      },
    ],
    [
      60,
      async () => {
        expectOk(await agent.ask("ring:accept", { conversation, round: 1 }));
        expectOk(await agent.ask("sync", { conversation, after: 0 }));
      },
    ],
    [70, signal("page-view")],
    ...exchanges,
    ...heartbeats,
    [590, async () => expectOk(await agent.ask("conversation:close", { conversation }))],
    [600, () => shopper.leave()],
  ]);
  if (deployment.clouds.events.filter((type) => type === "conversation.started").length !== 1) {
    throw new Error("the basket holds no chat");
  }
}

function expectOk({ ack }: Awaited<ReturnType<Client["ask"]>>): void {
  if (ack.ok !== true) throw new Error(`not done: ${JSON.stringify(ack)}`);
}

/** Lets every function write what it has counted and not told. */
async function lastLines(deployment: Deployment): Promise<void> {
  // Only the clock moves: a tick of the sweeper at this very moment would leave the last one without a line.
  deployment.now += MINUTE;
  const late = await deployment.shopper();
  await late.connect();
  await deployment.sweep();
}
