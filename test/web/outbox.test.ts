import { describe, expect, test } from "vitest";
import * as outboxes from "../../web/shared/outbox.ts";

const names = (box: outboxes.Outbox) => box.entries.map(({ outbox, n }) => `${outbox}${n}`);
const fill = (...texts: string[]) =>
  texts.reduce((box, text) => outboxes.enqueue(box, text, 0), outboxes.emptyOutbox("a"));
const key = (outbox: string, n: number) => ({ outbox, n });

describe("[MSG53] messages are numbered 1, 2, 3 … and only the first is in flight", () => {
  test("in the order they were written", () => {
    const box = fill("x", "y", "z");
    expect(names(box)).toEqual(["a1", "a2", "a3"]);
    expect(outboxes.headOf(box)?.text).toBe("x");
  });

  test("the next one's turn comes with the acknowledgement", () => {
    const box = outboxes.acked(fill("x", "y"), key("a", 1));
    expect(outboxes.headOf(box)?.text).toBe("y");
    expect(names(outboxes.enqueue(box, "z", 0))).toEqual(["a2", "a3"]);
  });
});

describe("[MSG56] a refused message waits for its sender, and what follows leaves its outbox", () => {
  const box = outboxes.refused(
    outboxes.tried(fill("x", "y", "z"), key("a", 1)),
    key("a", 1),
    "too_large",
    "b",
  );

  test("it keeps its name and says why", () => {
    expect(box.entries[0]).toMatchObject({ outbox: "a", n: 1, state: "failed", code: "too_large" });
  });

  test("the others are numbered anew, and new ones after them", () => {
    expect(names(outboxes.enqueue(box, "w", 0))).toEqual(["a1", "b1", "b2", "b3"]);
    expect(outboxes.headOf(box)?.text).toBe("y");
  });

  test("a retry sends it under its old name", () => {
    const again = outboxes.retry(box, key("a", 1));
    expect(outboxes.headOf(again)).toMatchObject({ outbox: "a", n: 1, state: "sending" });
    expect(outboxes.headOf(again)).not.toHaveProperty("code");
  });

  test("a discarded one is gone", () => {
    expect(names(outboxes.discard(box, key("a", 1)))).toEqual(["b1", "b2"]);
  });
});

describe("[MSG55] another number that the server expects tells what has become of a message", () => {
  test.each([
    { n: 1, wanted: 2, verdict: "stored" },
    { n: 1, wanted: 5, verdict: "stored" },
    { n: 3, wanted: 1, verdict: "unknown" },
    { n: 3, wanted: 2, verdict: "unknown" },
  ])("$n sent, $wanted wanted: $verdict", ({ n, wanted, verdict }) => {
    expect(outboxes.expected(key("a", n), wanted)).toBe(verdict);
  });

  test("a new outbox begins with the message and those behind it", () => {
    const sent = outboxes.acked(fill("x", "y", "z"), key("a", 1));
    const box = outboxes.restart(outboxes.tried(sent, key("a", 2)), key("a", 2), "b");
    expect(names(box)).toEqual(["b1", "b2"]);
    expect(names(outboxes.enqueue(box, "w", 0))).toEqual(["b1", "b2", "b3"]);
  });

  test("an older outbox that is begun anew leaves the present one alone", () => {
    const left = outboxes.tried(fill("x"), key("a", 1)).entries;
    const now = outboxes.restored(outboxes.enqueue(outboxes.emptyOutbox("p"), "y", 0), left);
    const box = outboxes.restart(now, key("a", 1), "b");
    expect(names(outboxes.enqueue(box, "z", 0))).toEqual(["b1", "p1", "p2"]);
  });
});

describe("[MSG58] what an earlier page left goes first, once", () => {
  test("before what this page has written, under its old name", () => {
    const left = fill("x", "y").entries;
    const box = outboxes.restored(outboxes.enqueue(outboxes.emptyOutbox("p"), "z", 0), left);
    expect(names(box)).toEqual(["a1", "a2", "p1"]);
    expect(names(outboxes.restored(box, left))).toEqual(["a1", "a2", "p1"]);
  });

  test("without what the transcript has", () => {
    const box = fill("x", "y");
    expect(names(outboxes.seen(box, [key("a", 1), key("other", 2)]))).toEqual(["a2"]);
    expect(outboxes.seen(box, [key("other", 1)])).toBe(box);
  });
});
