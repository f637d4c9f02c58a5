import { expect, test } from "vitest";
import { QUIET_PAGES } from "../../functions/domain/trigger/quiet.ts";
import { RESTRAINT } from "../../functions/domain/trigger/restraint.ts";
import type { Why } from "../../functions/domain/trigger/why.ts";
import { triggerSettings } from "../../functions/use-cases/rules-settings.ts";
import type { Settings } from "../../functions/use-cases/settings.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

test("[TRG107] a stage that sets nothing has what Heed ships; what it sets takes its place", () => {
  expect(triggerSettings({})).toEqual({
    ok: true,
    settings: { restraint: RESTRAINT, quiet: QUIET_PAGES, timeZone: "UTC" },
  });
  const hours = { usual: { 1: [["09:00", "24:00"]] }, closed: ["2026-12-24"] };
  const set = {
    restraint: { perDay: 1 },
    quiet: { paths: ["/gift"] },
    timeZone: "Europe/Helsinki",
  };
  expect(triggerSettings({ ...set, hours })).toEqual({
    ok: true,
    settings: {
      restraint: { ...RESTRAINT, perDay: 1 },
      quiet: { ...QUIET_PAGES, paths: ["/gift"] },
      timeZone: "Europe/Helsinki",
      hours,
    },
  });
});

test.each([
  [{ restraint: { perVisit: 9 } }, "restraint.perVisit"],
  [{ restraint: { afterChatMs: 40 * 24 * 60 * 60_000 } }, "restraint.afterChatMs"],
  [{ restraint: { gapMs: -1 } }, "restraint.gapMs"],
  [{ restraint: { perWeek: 1 } }, "restraint.perWeek"],
  [{ quiet: { kinds: ["lobby"] } }, "quiet.kinds.0"],
  [{ quiet: { paths: ["gift"] } }, "quiet.paths.0"],
  [{ hours: { usual: { 8: [] } } }, "hours.usual.8"],
  [{ hours: { usual: { 1: [["18:00", "09:00"]] } } }, "hours.usual.1.0"],
  [{ hours: { usual: { 1: [["9", "18:00"]] } } }, "hours.usual.1.0.0"],
  [{ hours: { closed: ["tomorrow"] } }, "hours.closed.0"],
  [{ timeZone: "Mars/Olympus" }, "timeZone"],
])("[TRG107] %j is refused with the path of the fault", (input, path) => {
  const read = triggerSettings(input);
  expect(read).toMatchObject({ ok: false, code: "bad_payload" });
  expect(!read.ok && read.message.startsWith(`${path}:`)).toBe(true);
});

async function ending(settings: Partial<Settings>): Promise<string> {
  const world = new World(settings);
  await world.agent("aino", { fi: 5 });
  await watch(world.deps, await world.shopper("s1"), world.hesitation());
  const { why } = await world.deps.store.visitor("s1", world.now);
  const { end, by } = why.at(-1) as unknown as Why;
  return by === undefined ? end : `${end} ${by}`;
}

test("[TRG108] restraint, quiet pages, opening hours and time zone of the stage decide over invitations", async () => {
  // The world's clock begins on Monday, 23 November 2026, at 12:00 UTC.
  const closed = { 1: [["15:00", "20:00"]] } as const;
  expect(await ending({})).toBe("invited");
  expect(await ending({ restraint: { ...RESTRAINT, perDay: 0 } })).toBe("cap per-day");
  expect(await ending({ quiet: { kinds: [], paths: ["/fi/cart"] } })).toBe("page");
  expect(await ending({ hours: { usual: closed } })).toBe("closed fi");
  expect(await ending({ hours: { usual: closed }, timeZone: "Asia/Kolkata" })).toBe("invited");
});
