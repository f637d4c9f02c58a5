import { describe, expect, test } from "vitest";
import {
  nextChange,
  poolsFor,
  queueLanguages,
  reservationLevel,
  stepAt,
} from "../../../functions/domain/routing/needs.ts";
import { contact, NOW, ROUTER, SITE } from "./samples.ts";

const { workable, translated, widenAfterMs, certainLanguage } = ROUTER;
const unsure = { languageConfidence: certainLanguage - 0.01 };

describe("ladder", () => {
  test.each([
    ["at once", {}, 0, "fluent"],
    ["after a while", {}, workable.afterMs, "workable"],
    ["at last", {}, Math.max(workable.afterMs, translated.afterMs), "translated"],
    ["in the fallback language there is nothing to translate", { language: "en" }, 1e7, "workable"],
    ["of an uncertain language", unsure, 0, "fluent"],
    ["of an uncertain language, later", unsure, widenAfterMs, "anyone"],
  ])("[RTE1] %s", (_, changes, waited, name) => {
    expect(stepAt(contact({ ...changes, waited }), NOW, SITE, ROUTER).name).toBe(name);
  });

  test("[RTE1] ends with those who get by in the language where a site can't translate", () => {
    const site = { ...SITE, translation: false };
    expect(stepAt(contact({ waited: 1e9 }), NOW, site, ROUTER).name).toBe("workable");
    expect(queueLanguages(contact(), site, ROUTER)).toEqual(["et"]);
  });

  test("[RTE2] the reservation level falls and a clock that runs behind raises nothing", () => {
    const levels = [0, 5_000, 20_000, 60_000].map((ms) => reservationLevel(contact(), ms, ROUTER));
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    const early = contact({ since: NOW + 5_000 });
    expect(stepAt(early, NOW, SITE, ROUTER).level).toBe(ROUTER.reservation.start);
  });

  test("[RTE2] names the next time at which something changes, and none after the last", () => {
    expect(nextChange(contact(), NOW, SITE, ROUTER)).toBeGreaterThan(NOW);
    expect(nextChange(contact({ waited: 1e7 }), NOW, SITE, ROUTER)).toBeUndefined();
  });
});

describe("pools", () => {
  test("[RTE3] reads the shopper's own language, and the fallback's once a translation may stand between", () => {
    expect(poolsFor(contact(), NOW, SITE, ROUTER)).toEqual(["et"]);
    expect(poolsFor(contact({ waited: 1e6 }), NOW, SITE, ROUTER)).toEqual(["et", "en"]);
  });

  test("[RTE3] an uncertain language is asked for first, and then all of the site's", () => {
    expect(poolsFor(contact(unsure), NOW, SITE, ROUTER)).toEqual(["et", "en"]);
    const late = contact({ ...unsure, waited: widenAfterMs });
    expect(poolsFor(late, NOW, SITE, ROUTER)).toEqual(["et", "en", "ru", "fi"]);
  });

  test("[RTE3] queues under every language whose agents may take it at any step", () => {
    for (const changes of [{}, unsure, { language: "en" }, { language: "xx" }]) {
      const queued = queueLanguages(contact(changes), SITE, ROUTER);
      for (const waited of [0, 15_000, 1e5, 1e8]) {
        const pools = poolsFor(contact({ ...changes, waited }), NOW, SITE, ROUTER);
        expect(queued).toEqual(expect.arrayContaining([...pools]));
      }
    }
  });
});
