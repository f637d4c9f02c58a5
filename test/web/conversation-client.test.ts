// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure } from "../../functions/contract/result.ts";
import { ConversationClient } from "../../web/shared/conversation-client.ts";
import type { Entry } from "../../web/shared/conversation-state.ts";
import type { Outgoing } from "../../web/shared/outbox.ts";
import { FakeLink, FakeNetwork } from "./fake-link.ts";
import { ModelConversation } from "./model-server.ts";

const AGENT = { kind: "agent", id: "agent-1", name: "Aino" } as const;

let network: FakeNetwork;
let link: FakeLink;
let client: ConversationClient;
let kept: readonly Outgoing[];
let ids: number;

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);
const asked = (event: string) => link.asked.filter((one) => one.event === event);
const textOf = (entry: Entry): string => {
  if (entry.kind === "outgoing") return entry.message.text;
  return entry.message.body.kind === "text" ? entry.message.body.text : "";
};
const shown = () => client.state.entries.map((entry) => [textOf(entry), entry.delivery]);

function open(): ConversationClient {
  return new ConversationClient({
    link,
    conversation: "conversation-1",
    self: { kind: "shopper" },
    onChange: () => undefined,
    newId: () => `box-${++ids}`,
    random: () => 0,
    shelf: {
      load: () => kept,
      save: (entries) => {
        kept = entries;
      },
    },
  });
}

beforeEach(async () => {
  vi.useFakeTimers();
  kept = [];
  ids = 0;
  network = new FakeNetwork(new ModelConversation("conversation-1"));
  link = new FakeLink(network, { kind: "shopper" });
  client = open();
  link.up();
  await settle();
});
afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

describe("[MSG51] whatever is missing is fetched, page by page", () => {
  test("after a message that left a hole", async () => {
    network.server.send(AGENT, "lost-1", 1, { kind: "text", text: "one" });
    network.store(AGENT, "two", "lost-2");
    await settle();
    expect(shown().map(([text]) => text)).toEqual(["one", "two"]);
  });

  test("after a view that speaks of more", async () => {
    network.server.send(AGENT, "lost-1", 1, { kind: "text", text: "one" });
    network.post("conversation", network.server.view);
    await settle();
    expect(shown().map(([text]) => text)).toEqual(["one"]);
  });

  test("over several pages, from where it is complete", async () => {
    network.server.page = 2;
    for (const n of [1, 2, 3, 4, 5]) {
      network.server.send(AGENT, `lost-${n}`, 1, { kind: "text", text: `${n}` });
    }
    void client.sync();
    await settle();
    expect(asked("sync").map(({ payload }) => payload.after)).toEqual([0, 0, 2, 4]);
    expect(shown()).toHaveLength(5);
  });

  test("again and again, with a growing pause, when the server fails", async () => {
    link.intercept = () => failure("internal", "sorry");
    const before = asked("sync").length;
    void client.sync();
    await settle(4000);
    expect(asked("sync").length - before).toBe(4);
    link.intercept = undefined;
    network.server.send(AGENT, "lost-1", 1, { kind: "text", text: "one" });
    await settle(20_000);
    expect(shown()).toHaveLength(1);
  });
});

describe("[MSG52] it catches up after every reconnection and when the page becomes visible", () => {
  test("after a reconnection", async () => {
    link.down();
    network.server.send(AGENT, "lost-1", 1, { kind: "text", text: "one" });
    link.up();
    await settle();
    expect(shown()).toHaveLength(1);
  });

  test("when the page becomes visible", async () => {
    network.server.send(AGENT, "lost-1", 1, { kind: "text", text: "one" });
    document.dispatchEvent(new Event("visibilitychange"));
    await settle();
    expect(shown()).toHaveLength(1);
  });
});

describe("[MSG54] a message without an answer is sent again under the same name, and one at a time", () => {
  test("the next one waits for the answer", async () => {
    let answers = 0;
    link.intercept = (event) => {
      if (event !== "message:send") return undefined;
      answers += 1;
      return answers < 3 ? failure("internal", "sorry") : undefined;
    };
    client.send("one");
    client.send("two");
    await settle(10_000);
    const sent = asked("message:send").map(({ payload }) => `${payload.n}:${payload.text}`);
    expect(sent).toEqual(["1:one", "1:one", "1:one", "2:two"]);
    expect(new Set(asked("message:send").map(({ payload }) => payload.outbox)).size).toBe(1);
    expect(network.server.messages).toHaveLength(2);
  });
});

describe("[MSG55] [MSG56] refusals", () => {
  test("[MSG55] a number the server has long had is not sent again", async () => {
    link.intercept = (event) =>
      event === "message:send" ? failure("expected", "", { n: 2 }) : undefined;
    client.send("one");
    await settle();
    expect(asked("message:send")).toHaveLength(1);
    expect(kept).toEqual([]);
  });

  test("[MSG55] an outbox that the server has forgotten begins anew", async () => {
    client.send("one");
    await settle();
    network.server.forget(String(asked("message:send")[0]?.payload.outbox));
    client.send("two");
    client.send("three");
    await settle();
    expect(shown()).toEqual([
      ["one", "sent"],
      ["two", "sent"],
      ["three", "sent"],
    ]);
  });

  test("[MSG56] a refused one fails, the next goes out, and a retry sends it", async () => {
    link.intercept = (event, { text }) =>
      event === "message:send" && text === "one" ? failure("refused", "no") : undefined;
    client.send("one");
    client.send("two");
    await settle();
    expect(shown()).toEqual([
      ["two", "sent"],
      ["one", "failed"],
    ]);
    link.intercept = undefined;
    const failed = client.state.entries.at(-1);
    if (failed?.kind === "outgoing") client.retry(failed.message);
    await settle();
    expect(shown()).toEqual([
      ["two", "sent"],
      ["one", "sent"],
    ]);
  });

  test("[MSG56] after many unanswered attempts its sender is asked", async () => {
    link.intercept = (event) => (event === "message:send" ? failure("slow_down", "") : undefined);
    client.send("one");
    await settle(120_000);
    expect(shown()).toEqual([["one", "failed"]]);
    const failed = client.state.entries[0];
    if (failed?.kind === "outgoing") client.discard(failed.message);
    expect(shown()).toEqual([]);
  });
});

test("[MSG58] what a reload cut off is compared with the transcript before it is sent", async () => {
  link.down();
  client.send("stored after all");
  client.send("not stored");
  const [first] = kept;
  client.dispose();
  expect(kept).toHaveLength(2);
  network.server.send({ kind: "shopper" }, first?.outbox ?? "", 1, {
    kind: "text",
    text: "stored after all",
  });
  client = open();
  expect(shown().map(([text]) => text)).toEqual(["stored after all", "not stored"]);
  link.up();
  await settle();
  expect(asked("message:send").map(({ payload }) => payload.text)).toEqual(["not stored"]);
  expect(shown()).toEqual([
    ["stored after all", "sent"],
    ["not stored", "sent"],
  ]);
});

test("[MSG59] an own message is sending, then sent, then read", async () => {
  client.send("one");
  expect(shown()).toEqual([["one", "sending"]]);
  await settle();
  expect(shown()).toEqual([["one", "sent"]]);
  network.post("read", { conversation: "conversation-1", from: "agent", seq: 1 });
  await settle();
  expect(shown()).toEqual([["one", "read"]]);
});

describe("[MSG60] typing and reading are told at most every three seconds", () => {
  test("typing at once, and what comes within is forgotten", async () => {
    for (let i = 0; i < 20; i += 1) {
      client.typed();
      await settle(200);
    }
    expect(asked("typing")).toHaveLength(2);
  });

  test("of the marks the last one arrives", async () => {
    for (const n of [1, 2, 3]) {
      network.store(AGENT, `${n}`, `key-${n}`);
      await settle(100);
      client.read();
    }
    expect(client.state.unread).toBe(0);
    await settle(5000);
    expect(asked("read").map(({ payload }) => payload.seq)).toEqual([1, 3]);
  });

  test("the other side's typing shows for a while, and ends with its message", async () => {
    network.post("typing", { conversation: "conversation-1", from: "agent" });
    await settle();
    expect(client.state.typing).toBe(true);
    network.store(AGENT, "one", "key-1");
    await settle();
    expect(client.state.typing).toBe(false);
    network.post("typing", { conversation: "conversation-1", from: "agent" });
    await settle(7000);
    expect(client.state.typing).toBe(false);
  });
});

test("[MSG53] a blank or oversized text is not taken", () => {
  expect(client.send("  \n ")).toBe("empty");
  expect(client.send("ä".repeat(2049))).toBe("too_large");
  expect(client.send("ä".repeat(2048))).toBeUndefined();
});

test("[MSG51] a conversation that is not given out any more says so", async () => {
  link.intercept = () => failure("forbidden", "no");
  void client.sync();
  await settle();
  expect(client.state.lost).toBe("forbidden");
});

test("closing asks the server and shows the conversation closed", async () => {
  const closing = client.close();
  await settle();
  expect(await closing).toBeUndefined();
  expect(client.state.view?.status).toBe("closed");
});
