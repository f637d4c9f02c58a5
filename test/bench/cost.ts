import { costsOf } from "../../functions/adapters/prices.ts";
import { stageNames, stages } from "../../infra/stages.ts";
import { CONCURRENT, runBasket } from "../budgets/basket.ts";
import { dearest, thousand } from "../budgets/bill.ts";
import { idleMonth, sumOfLines } from "../budgets/idle.ts";
import { synthesize } from "../infra/assembly.ts";
import { progress } from "./progress.ts";

const TARGET = 0.3;
/** A shopper's heartbeats are spared while she hears from the service; were none, a chat of ten minutes at one a minute had these. */
const SPARED = { messages: 20, invocations: 10, logBytes: 2500 };

const dollars = (amount: number) => `$${amount.toFixed(4)}`;

export const options = {};

/** `npm run bench -- cost`: what a thousand proactive chats cost at list prices, and where the money goes. */
export async function run(): Promise<{ readonly table: string; readonly json: object }> {
  progress("cost", "a chat of ten minutes, second by second");
  const basket = await runBasket();
  const { total, chat, presence, shift, invocations } = basket;
  progress("cost", "the stages' templates");
  const idle = stageNames.map((name) => {
    const lines = idleMonth(basket, synthesize(stages[name]).template);
    return { name, lines, usd: sumOfLines(lines) };
  });
  const per1000 = thousand(total);
  const parts = { chat: thousand(chat), presence: thousand(presence), shift: thousand(shift) };
  const services = Object.entries(costsOf(total)).map(
    ([name, cost]) => [name, total[name as keyof typeof total] ?? 0, 1000 * cost] as const,
  );
  const shopping = invocations.filter(({ what }) => what !== "heartbeat" && what !== "sweep");
  const table = [
    "A thousand proactive chats, us-east-1 list prices, no free tier: a visit with 6 signal batches, an invitation,",
    "20 messages, 10 typing and 10 read events, 10 minutes with heartbeats, the sweeper, logs.",
    "",
    `all of it                 ${dollars(per1000)}   at most ${dollars(TARGET)}`,
    `  the chat itself         ${dollars(parts.chat)}`,
    `  the agent's presence    ${dollars(parts.presence)}   a third of ten minutes: ${CONCURRENT} chats at once`,
    `  the agent's signing on  ${dollars(parts.shift)}`,
    `were no heartbeat spared  ${dollars(per1000 + thousand(SPARED))}`,
    "",
    "by what is billed        per chat    per 1,000",
    ...services.map(
      ([name, count, cost]) =>
        `  ${name.padEnd(20)}${count.toFixed(1).padStart(11)}${dollars(cost).padStart(13)}`,
    ),
    "",
    "by what was done            times    per 1,000   (telemetry's own lines, heartbeats and sweeps apart)",
    ...dearest(shopping).map(
      ([what, times, cost]) =>
        `  ${what.padEnd(20)}${String(times).padStart(11)}${dollars(cost).padStart(13)}`,
    ),
    "",
    `a month in which nothing happens, besides storage${idle.map(({ name }) => name.padStart(11)).join("")}`,
    ...(idle[0]?.lines ?? []).map(({ what }, row) => {
      const each = idle.map(({ lines }) => dollars(lines[row]?.usd ?? 0).padStart(11));
      return `  ${what.padEnd(47)}${each.join("")}`;
    }),
    `  ${"all of it".padEnd(47)}${idle.map(({ usd }) => dollars(usd).padStart(11)).join("")}`,
  ].join("\n");
  const json = {
    usdPer1000: round(per1000),
    target: TARGET,
    usdPer1000EveryHeartbeat: round(per1000 + thousand(SPARED)),
    parts: mapped(parts),
    services: mapped(Object.fromEntries(services.map(([name, , cost]) => [name, cost]))),
    perChat: mapped(Object.fromEntries(services.map(([name, count]) => [name, count]))),
    /** Of the dearest stage; each one's own by line. */
    usdIdleMonth: round(Math.max(...idle.map(({ usd }) => usd))),
    idleMonth: Object.fromEntries(
      idle.map(({ name, lines, usd }) => [
        name,
        {
          ...mapped(Object.fromEntries(lines.map((line) => [line.what, line.usd]))),
          all: round(usd),
        },
      ]),
    ),
  };
  return { table, json };
}

const round = (value: number): number => Number(value.toFixed(5));
const mapped = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));
