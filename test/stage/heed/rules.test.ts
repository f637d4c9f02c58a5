import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Rule } from "../../../functions/domain/trigger/rule.ts";
import { type Client, type HeedStage, startHeed } from "../heed.ts";
import { setRole, signIn } from "./sign-in.ts";

let first: HeedStage;
/** The stage that is asked. */
let heed: HeedStage;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  first = await startHeed();
  heed = first;
  for (const name of ["sam", "maria", "olga"]) tokens[name] = await signIn(heed.stage, name);
  await setRole(heed.stage, "olga", "admin");
});
afterAll(() => first.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the test expects of it
type Answer = { status: number; etag: string | null; body: any };

/** A request of a signed-in agent; without a name, of nobody. */
async function api(
  name: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${heed.stage.urls.site}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(name !== undefined && { authorization: `Bearer ${tokens[name]}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    etag: answer.headers.get("etag"),
    body: await answer.json(),
  };
}

const RULE: Rule = {
  id: "angry-on-cart",
  priority: 80,
  on: ["rage-click"],
  when: { fact: "cart-items", atLeast: 1 },
  texts: { en: "Hi, I'm {agent}.", fi: "Hei, olen {agent}." },
  holdout: 0.5,
};

let pages = 0;
const batch = (kind: "rage-click" | "cart-hesitation") => ({
  page: `rules-${String(++pages).padStart(4, "0")}`,
  n: 1,
  view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
  cart: { value: 120, currency: "EUR", items: 2 },
  signals: [{ kind, at: 40_000 }],
});

async function visitor(client: Client): Promise<string> {
  const welcome = await client.hear("welcome");
  return "credential" in welcome ? welcome.credential.visitor : "";
}

/** Asks again until the answer is as wanted: what is counted arrives by way of a queue. */
async function until(ask: () => Promise<Answer>, wanted: (answer: Answer) => boolean) {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe("rules over HTTP", () => {
  test("[SEC21] reading is for agents, changing for admins, the experiment for supervisors and admins; nobody else hears anything", async () => {
    const asked = async (name: string | undefined, method: string, path: string, body?: object) =>
      (await api(name, method, path, body)).status;
    const read = ["/api/rules", "/api/rules/history", `/api/visits/${"v".repeat(22)}/decisions`];
    const write = [
      ["PUT", "/api/rules"],
      ["POST", "/api/rules/revert"],
      ["POST", "/api/rules/dry-run"],
    ] as const;
    tokens.forged = `${tokens.olga?.slice(0, -4)}AAAA`;
    for (const name of [undefined, "forged"]) {
      for (const path of [...read, "/api/experiment"]) {
        expect([path, await asked(name, "GET", path)]).toEqual([path, 401]);
      }
      for (const [method, path] of write) expect(await asked(name, method, path, {})).toBe(401);
    }
    for (const name of ["sam", "maria"]) {
      for (const [method, path] of write) expect(await asked(name, method, path, {})).toBe(403);
    }
    expect(await asked("sam", "GET", "/api/rules")).toBe(200);
    expect(await asked("sam", "GET", "/api/experiment")).toBe(403);
    expect(await asked("maria", "GET", "/api/experiment")).toBe(200);
    expect((await api(undefined, "POST", "/api/orders", {})).status).toBe(401);
  });

  test("[SEC22] a role that was taken away is gone with the next request", async () => {
    await setRole(heed.stage, "olga", "agent");
    expect((await api("olga", "POST", "/api/rules/revert", { version: 0 })).status).toBe(403);
    await setRole(heed.stage, "olga", "admin");
    expect((await api("olga", "POST", "/api/rules/revert", { version: 99 })).status).toBe(404);
  });

  test("[SEC23] a body that is too long, no JSON or of another shape is refused by name", async () => {
    const put = (body: unknown) => api("olga", "PUT", "/api/rules", body, { "if-match": '"0"' });
    expect(await put("{")).toMatchObject({ status: 400, body: { code: "bad_payload" } });
    expect(await put({ rules: [], extra: 1 })).toMatchObject({ status: 400 });
    expect(await put({ rules: "x".repeat(600_000) })).toMatchObject({
      status: 413,
      body: { code: "too_large" },
    });
    const long = { order: "A", value: 1, currency: "EUR", code: "X".repeat(20_000) };
    expect(await heed.shop("/api/orders", long)).toMatchObject({
      status: 413,
      body: { code: "too_large" },
    });
    const nested = `{"rules":${"[".repeat(5000)}${"]".repeat(5000)}}`;
    expect(await put(nested)).toMatchObject({ status: 400, body: { code: "bad_payload" } });
    for (const version of ["", "x", "-1", '"1']) {
      const answer = await api("olga", "PUT", "/api/rules", { rules: [] }, { "if-match": version });
      expect(answer).toMatchObject({ status: 400, body: { code: "bad_payload" } });
    }
    const report = (query: string) => api("maria", "GET", `/api/experiment?${query}`);
    expect(await report("from=yesterday")).toMatchObject({ status: 400 });
    expect(await report("from=2020-01-01")).toMatchObject({ status: 400 });
    expect(await api("sam", "GET", "/api/visits/x/decisions")).toMatchObject({ status: 404 });
  });

  test("[TRG119] rules are read, tried on past visits, changed, explained and brought back, on the real stage", async () => {
    const shipped = await api("sam", "GET", "/api/rules");
    expect(shipped).toMatchObject({ status: 200, etag: '"0"', body: { version: 0 } });
    expect(shipped.body.rules).toHaveLength(10);

    await heed.agent("aino");
    const past = await heed.shopper();
    expect(await past.ask("signals", batch("rage-click"))).toMatchObject({ ok: true });
    const id = await visitor(past);
    past.close();
    const dryRun = () => api("olga", "POST", "/api/rules/dry-run", { rule: RULE });
    const tried = await until(dryRun, ({ body }) => body.draft?.fired > 0);
    expect(tried).toMatchObject({ status: 200, body: { draft: { fired: 1 }, live: { fired: 0 } } });
    expect(JSON.stringify(tried.body)).not.toContain(id);

    const why = await api("sam", "GET", `/api/visits/${id}/decisions`);
    expect(why).toMatchObject({ status: 200, body: { decisions: [{ end: "nothing" }] } });
    expect(why.body.decisions[0].lines.join("\n")).toContain("rage-clicks: rage-click");

    const broken = { rules: [{ ...RULE, when: { fact: "mood", atLeast: 1 } }] };
    const refused = await api("olga", "PUT", "/api/rules", broken, { "if-match": '"0"' });
    expect(refused).toMatchObject({ status: 400, body: { faults: [{ path: "0.when.fact" }] } });
    const set = { rules: [RULE], note: "shoppers who click angrily" };
    const saved = await api("olga", "PUT", "/api/rules", set, { "if-match": shipped.etag ?? "" });
    expect(saved).toMatchObject({ status: 200, etag: '"1"', body: { version: 1 } });
    const late = await api("olga", "PUT", "/api/rules", set, { "if-match": '"0"' });
    expect(late).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(await api("maria", "GET", "/api/rules")).toMatchObject({
      body: { version: 1, rules: [{ id: RULE.id }], by: { name: "Olga" } },
    });
    const back = await api("olga", "POST", "/api/rules/revert", { version: 0 });
    expect(back).toMatchObject({ status: 200, body: { version: 2 } });
    const history = await api("sam", "GET", "/api/rules/history");
    expect(history.body.changes.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  });
});

describe("an experiment", () => {
  let folder = "";
  let other: HeedStage | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "heed-rules-"));
    return async () => {
      await other?.close();
      other = undefined;
      rmSync(folder, { recursive: true });
    };
  });

  /** A stage that keeps its table, with somebody who may do what the test needs. */
  async function start(): Promise<HeedStage> {
    const started = await startHeed({ folder });
    other = started;
    heed = started;
    for (const name of ["maria", "olga"]) tokens[name] = await signIn(started.stage, name);
    await setRole(started.stage, "olga", "admin");
    return started;
  }

  test("[TRG125] exposures and the shop's confirmed orders meet in the report, through queue and table", async () => {
    const before = await start();
    const put = await api("olga", "PUT", "/api/rules", { rules: [RULE] }, { "if-match": "0" });
    expect(put).toMatchObject({ status: 200 });
    await before.close();
    other = undefined;
    // Instances that start now find the new rules; those that run would within 30 seconds.
    const stage = await start();
    // Each shopper who is invited holds a slot: there must be some left until both arms have somebody.
    for (const name of ["aino", "maria"]) await stage.agent(name);
    type Arms = Record<"treated" | "held-out", { exposures: number; orders: number }>;
    const report = () => api("maria", "GET", `/api/experiment?rule=${RULE.id}`);
    const total = ({ body }: Answer) => {
      const arms = body.arms as Arms;
      return arms.treated.exposures + arms["held-out"].exposures;
    };
    let shoppers = 0;
    let arms: Arms | undefined;
    while (!arms?.treated.exposures || !arms["held-out"].exposures) {
      const shopper = await stage.shopper();
      await shopper.ask("signals", batch("rage-click"));
      const bought = await visitor(shopper);
      shopper.close();
      shoppers += 1;
      expect(total(await until(report, (answer) => total(answer) === shoppers))).toBe(shoppers);
      const order = {
        order: randomUUID(),
        visitor: bought,
        value: 80,
        currency: "EUR",
        margin: 30,
      };
      const confirmed = await stage.shop("/api/orders", order);
      expect(confirmed).toMatchObject({ status: 200, body: { order: order.order } });
      expect(await stage.shop("/api/orders", order)).toEqual(confirmed);
      const after = await report();
      arms = after.body.arms as Arms;
      for (const { orders, exposures } of Object.values(arms)) expect(orders).toBe(exposures);
    }
    const { body } = await api("olga", "GET", `/api/experiment?rule=${RULE.id}`);
    expect(body.uplift).toMatchObject({ estimate: 0 });
    expect(body.margin[0].total).toEqual({
      treated: 30 * arms.treated.exposures,
      "held-out": 30 * arms["held-out"].exposures,
    });
    expect(body.ordersWithoutMargin).toBe(0);
    const described = await api(undefined, "GET", "/api/openapi.json");
    expect(described.body.paths["/api/experiment"].get.summary).toContain("held out");
  }, 120_000);
});
