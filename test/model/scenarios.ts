import {
  accept,
  ask,
  beat,
  close,
  comeBack,
  decline,
  drain,
  gone,
  look,
  lookAfter,
  takeOver,
  transfer,
  wrapUp,
  write,
} from "./requests.ts";
import type { Scenario } from "./scenario.ts";
import { callerOf, SETTINGS, type Stage, shopperOf } from "./stage.ts";

const { ringMs, graceMs, leaseMs, restMs, wrapUpMs } = SETTINGS;

/** `c` rings at Aino; the ring's time is over in a second. */
async function ringing(stage: Stage): Promise<void> {
  await stage.agent("aino");
  await stage.chat("c");
  await stage.passes(ringMs - 1000);
}

/** Aino chats in `c`. */
async function chatting(stage: Stage): Promise<void> {
  await stage.agent("aino");
  await stage.chat("c");
  await stage.does(accept("aino", "c"));
}

/** `c` rests; it was Aino's. */
async function resting(stage: Stage): Promise<void> {
  await chatting(stage);
  await stage.passes(restMs.present + 1000);
  await stage.does(look("c"));
}

/** Each small enough to be gone through in seconds; together every race of the protocol. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "one waits, two agents, two drains",
    crashes: 1,
    async begin(stage) {
      await stage.chat("c");
      await stage.agent("aino");
      await stage.agent("bert");
      return [drain("aino"), drain("bert"), accept("aino", "c"), accept("bert", "c")];
    },
  },
  {
    name: "two wait, one slot, two drains",
    crashes: 1,
    async begin(stage) {
      await stage.chat("c");
      await stage.chat("d");
      await stage.agent("aino");
      return [drain("aino"), drain("aino"), accept("aino", "c")];
    },
  },
  {
    name: "an accept, and its time-out twice",
    crashes: 1,
    fires: { kinds: ["ring"], most: 2 },
    async begin(stage) {
      await ringing(stage);
      await stage.passes(2000);
      return [accept("aino", "c")];
    },
  },
  {
    name: "an accept, its time-out, another agent",
    crashes: 1,
    fires: { kinds: ["ring"], most: 1 },
    ticks: [2000],
    async begin(stage) {
      await ringing(stage);
      await stage.agent("bert");
      return [accept("aino", "c"), accept("bert", "c", 2)];
    },
  },
  {
    name: "a decline, the time-out, a drain",
    crashes: 1,
    fires: { kinds: ["ring"], most: 1 },
    ticks: [2000],
    async begin(stage) {
      await ringing(stage);
      await stage.agent("bert");
      return [decline("aino", "c"), drain("bert")];
    },
  },
  {
    name: "an accept, and the shopper closes",
    crashes: 1,
    async begin(stage) {
      await ringing(stage);
      return [accept("aino", "c"), close(shopperOf("c"), "c")];
    },
  },
  {
    name: "both close, another waits",
    crashes: 1,
    async begin(stage) {
      await chatting(stage);
      await stage.chat("d");
      return [close(callerOf("aino"), "c"), close(shopperOf("c"), "c")];
    },
  },
  {
    name: "a wrap-up's end, its time-out, another waits",
    crashes: 1,
    fires: { kinds: ["slot"], most: 1 },
    ticks: [wrapUpMs + 1000],
    async begin(stage) {
      await chatting(stage);
      await stage.chat("d");
      await stage.does(close(callerOf("aino"), "c"));
      return [wrapUp("aino", "c"), accept("aino", "d")];
    },
  },
  {
    name: "an agent is lost, comes back and accepts",
    crashes: 1,
    async begin(stage) {
      await stage.agent("aino");
      await stage.chat("c");
      stage.world.now += leaseMs + graceMs + 1000;
      await stage.agent("bert");
      return [lookAfter("aino"), beat("aino"), accept("aino", "c")];
    },
  },
  {
    name: "a hand-over, and the shopper closes",
    crashes: 1,
    async begin(stage) {
      await chatting(stage);
      await stage.agent("bert");
      return [transfer("aino", "c", "bert"), close(shopperOf("c"), "c"), accept("bert", "c", 2)];
    },
  },
  {
    name: "a take-over, and another accepts",
    crashes: 1,
    async begin(stage) {
      await stage.chat("c");
      await stage.agent("bert");
      await stage.agent("lead", { role: "supervisor" });
      return [drain("bert"), accept("bert", "c"), takeOver("lead", "c")];
    },
  },
  {
    name: "a take-over, a rest and a wake",
    crashes: 1,
    async begin(stage) {
      await chatting(stage);
      await stage.agent("lead", { role: "supervisor" });
      await stage.passes(restMs.present + 1000);
      return [look("c"), takeOver("lead", "c"), write("c", 1)];
    },
  },
  {
    name: "a take-over, and a look after who takes",
    crashes: 1,
    async begin(stage) {
      await chatting(stage);
      await stage.agent("lead", { role: "supervisor" });
      return [lookAfter("lead"), takeOver("lead", "c"), lookAfter("aino")];
    },
  },
  {
    name: "a chat wakes, and a look after its agent",
    crashes: 1,
    async begin(stage) {
      await resting(stage);
      return [lookAfter("aino"), write("c", 1), write("c", 2), drain("aino")];
    },
  },
  {
    name: "two pages wake a chat, another asks for the slot",
    crashes: 1,
    async begin(stage) {
      await resting(stage);
      return [write("c", 1), write("c", 2), ask("d")];
    },
  },
  {
    name: "two looks at a ring that is over, a drain",
    crashes: 1,
    async begin(stage) {
      await ringing(stage);
      await stage.agent("bert");
      await stage.passes(2000);
      return [look("c"), look("c"), drain("bert")];
    },
  },
  {
    name: "the shopper is gone, comes back, an accept",
    crashes: 1,
    async begin(stage) {
      await ringing(stage);
      await stage.world.deps.store.leave("c", shopperOf("c").connection);
      return [gone("c"), comeBack("c"), accept("aino", "c")];
    },
  },
];
