import { describe, expect, test } from "vitest";
import type { Outgoing } from "../../web/shared/outbox.ts";
import { outboxShelf } from "../../web/widget/shelf.ts";
import { MemoryStorage } from "./memory-storage.ts";

const outgoing = (outbox: string, n: number): Outgoing => ({
  outbox,
  n,
  text: `${outbox}${n}`,
  at: 1,
  state: "sending",
  tried: false,
});
const names = (entries: readonly Outgoing[]) => entries.map(({ text }) => text);
const left = (storage: MemoryStorage) => names(outboxShelf(storage, "c").load());

describe("[WID26] unsent messages outlast the page, of every tab and nobody else's", () => {
  test("two tabs keep theirs side by side", () => {
    const storage = new MemoryStorage();
    const [one, two] = [outboxShelf(storage, "c"), outboxShelf(storage, "c")];
    one.save([outgoing("a", 1)]);
    two.save([outgoing("b", 1), outgoing("b", 2)]);
    one.save([outgoing("a", 1), outgoing("a", 2)]);
    two.save([outgoing("b", 2)]);
    expect(left(storage).sort()).toEqual(["a1", "a2", "b2"]);
  });

  test("what the next page has loaded it also removes", () => {
    const storage = new MemoryStorage();
    outboxShelf(storage, "c").save([outgoing("a", 1)]);
    const next = outboxShelf(storage, "c");
    expect(names(next.load())).toEqual(["a1"]);
    next.save([]);
    expect(storage.kept.size).toBe(0);
  });

  test("another conversation's are not touched", () => {
    const storage = new MemoryStorage();
    outboxShelf(storage, "other").save([outgoing("x", 1)]);
    expect(left(storage)).toEqual([]);
  });

  test.each(["{", "null", "{}", '[{"outbox":1}]', "[null]"])("%j holds nothing", (text) => {
    const storage = new MemoryStorage();
    storage.kept.set("outbox:c", text);
    expect(left(storage)).toEqual([]);
  });
});
