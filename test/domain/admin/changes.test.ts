import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOf } from "../../../functions/domain/admin/changes.ts";

test("[ADM5] a change is told place by place, in words, and equal values are no change", () => {
  const before = { usual: { 1: [["09:00", "17:00"]] }, timeZone: "UTC", closed: [], ours: true };
  const after = {
    usual: { 1: [["10:00", "14:00"]], 2: [["08:00", "09:00"]] },
    timeZone: "UTC",
    closed: ["2030-12-24"],
    ours: false,
  };
  expect(changesOf(before, after)).toEqual([
    "usual.1: 09:00–17:00 → 10:00–14:00",
    "usual.2: nothing → 08:00–09:00",
    "closed: nothing → 2030-12-24",
    "ours: yes → no",
  ]);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(changesOf(value, JSON.parse(JSON.stringify(value)))).toEqual([]);
    }),
  );
});

test("[ADM5] what is told of a change is bounded, whatever was changed", () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [`k${i}`, "ä".repeat(999)]),
  );
  const lines = changesOf({}, many);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("and 480 more");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  const names = JSON.parse('{"__proto__": 1, "constructor": 2}');
  expect(changesOf({}, names)).toEqual(["__proto__: nothing → 1", "constructor: nothing → 2"]);
});
