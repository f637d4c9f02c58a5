import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Signal } from "../../functions/contract/signal.ts";
import type { Connection } from "../../web/shared/connection.ts";
import type { HeedHost } from "../../web/shared/host.ts";
import { SignalSender } from "../../web/widget/signal-sender.ts";
import { MemoryStorage } from "./memory-storage.ts";

const signal = (detail: string): Signal => ({ kind: "custom", at: 1, detail });

let waiting: Signal[][];
let sent: Record<string, unknown>[];
let answer: (n: number) => object;
let wanted: boolean;
let online: boolean;
let sender: SignalSender;
let tell: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  waiting = [];
  sent = [];
  wanted = true;
  online = true;
  answer = (n) => ({ ok: true, memo: `memo-${n}` });
  const host: HeedHost = {
    socket: "",
    base: "",
    page: "page-0001",
    view: () => ({ kind: "cart", path: "/cart", device: "desktop" }),
    cart: () => undefined,
    take: () => waiting.shift() ?? [],
    onSignal: (listener) => {
      tell = listener;
    },
    queue: [],
    onCall: () => undefined,
    consent: () => false,
    storage: new MemoryStorage(),
    options: {},
  };
  const link = {
    get state() {
      return online ? "online" : "offline";
    },
    request: async (_event: string, payload: Record<string, unknown>) => {
      sent.push(payload);
      return answer(Number(payload.n));
    },
  };
  sender = new SignalSender(host, link as unknown as Connection<"shopper">, () => wanted);
});
afterEach(() => {
  sender.stop();
  vi.useRealTimers();
});

const settle = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test("[WID27] batches are numbered from 1, one after the other, with the server's last notes", async () => {
  waiting = [[signal("a")], [signal("b")]];
  tell();
  await settle();
  waiting = [[signal("c")]];
  tell();
  await settle();
  expect(sent.map(({ n, memo }) => [n, memo])).toEqual([
    [1, undefined],
    [2, "memo-1"],
    [3, "memo-2"],
  ]);
});

test("[WID27] a batch without an answer is sent again under its number, later", async () => {
  answer = () => ({ ok: false, code: "slow_down", message: "" });
  waiting = [[signal("a")], [signal("b")]];
  tell();
  await settle();
  expect(sent).toHaveLength(1);
  answer = (n) => ({ ok: true, memo: `memo-${n}` });
  await settle(5000);
  expect(sent.map(({ n }) => n)).toEqual([1, 1, 2]);
});

test("[WID27] a refused batch is dropped, the next goes out", async () => {
  answer = (n) => (n === 1 ? { ok: false, code: "bad_payload", message: "" } : { ok: true });
  waiting = [[signal("a")], [signal("b")]];
  tell();
  await settle();
  expect(sent.map(({ n }) => n)).toEqual([1, 2]);
});

test("[WID27] nothing is sent while nobody is there or nobody wants it", async () => {
  online = false;
  waiting = [[signal("a")]];
  tell();
  await settle();
  expect(sent).toEqual([]);
  online = true;
  wanted = false;
  tell();
  await settle();
  expect(sent).toEqual([]);
  expect(waiting).toEqual([]);
});
