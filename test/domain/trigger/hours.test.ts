import { describe, expect, test } from "vitest";
import { isTimeZone } from "../../../functions/domain/trigger/clock.ts";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { isOpen, type OpeningHours } from "../../../functions/domain/trigger/hours.ts";
import { firstSeen, NOON } from "../visit/make.ts";
import { brief, compiled, env, rule } from "./make.ts";

const workdays = (from: string, to: string) =>
  ({
    1: [[from, to]],
    2: [[from, to]],
    3: [[from, to]],
    4: [[from, to]],
    5: [[from, to]],
  }) as const;

const hours: OpeningHours = {
  usual: workdays("09:00", "21:00"),
  byLanguage: { fi: { ...workdays("10:00", "12:00"), 6: [["00:00", "24:00"]] }, ru: {} },
  closed: ["2026-05-14"],
};

describe("opening hours", () => {
  test.each<[language: string, utc: string, open: boolean]>([
    ["en", "2026-05-06T06:00:00Z", true],
    ["en", "2026-05-06T05:59:59Z", false],
    ["en", "2026-05-06T17:59:59Z", true],
    ["en", "2026-05-06T18:00:00Z", false],
    ["en", "2026-05-09T12:00:00Z", false],
    ["fi", "2026-05-06T08:59:59Z", true],
    ["fi", "2026-05-06T09:00:00Z", false],
    ["fi", "2026-05-09T20:59:59Z", true],
    ["fi", "2026-05-09T21:00:00Z", false],
    ["ru", "2026-05-06T09:00:00Z", false],
    ["en", "2026-05-14T09:00:00Z", false],
    ["en", "2026-01-07T07:00:00Z", true],
    ["en", "2026-01-07T06:59:59Z", false],
  ])("[TRG46] in Tallinn: %s at %s", (language, utc, open) => {
    expect(isOpen(hours, language, Date.parse(utc), "Europe/Tallinn")).toBe(open);
  });

  test("[TRG46] that are not set are always, but on closed days", () => {
    expect(isOpen(undefined, "en", NOON, "UTC")).toBe(true);
    expect(isOpen({}, "constructor", NOON, "UTC")).toBe(true);
    expect(isOpen({ closed: ["2026-05-06"] }, "en", NOON, "UTC")).toBe(false);
    expect([isTimeZone("Europe/Helsinki"), isTimeZone("Nowhere/Land")]).toEqual([true, false]);
  });

  test("[TRG47] of the invitation's language decide", () => {
    const rules = compiled(rule({ texts: { en: "Hi", ru: "Здравствуйте" } }));
    const asked = (language: string) =>
      brief(decide(rules, firstSeen(["rage-click"], { language }), env({ hours })));
    expect(asked("en")).toBe("invite match rule");
    expect(asked("ru")).toBe("none closed rule ru");
  });
});
