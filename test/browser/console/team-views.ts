import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import type { View } from "./agent-views.ts";
import type { ConsoleStage } from "./stage.ts";
import { MARIA, OLGA } from "./team-office.ts";

const counts = {
  fired: 7,
  invited: 5,
  visits: 4,
  stopped: { cap: 2 },
  on: { page: { cart: 5 }, device: {}, language: { fi: 5 }, visitor: {}, cart: {} },
  load: { byHour: [], busiestHour: 2, mostOpen: 1, heldMinutes: 3 },
};
const money = {
  currency: "EUR",
  total: { treated: 1, "held-out": 1 },
  perExposure: { treated: 12.5, "held-out": 9.5 },
};
const arm = { exposures: 4000, orders: 600, conversion: { estimate: 0.15, low: 0.14, high: 0.16 } };

const STEPS = { eligible: 400, heldOut: 40, invited: 360, accepted: 90, bought: 31 };
const ROUTING = {
  router: {
    contacts: 2714,
    answered20: { estimate: 0.683, low: 0.665, high: 0.7 },
    abandoned: { estimate: 0.121, low: 0.109, high: 0.134 },
    languageMatch: { estimate: 0.973, low: 0.966, high: 0.979 },
    meanWait: 27.4,
  },
  control: {
    contacts: 302,
    answered20: { estimate: 0.596, low: 0.54, high: 0.65 },
    abandoned: { estimate: 0.179, low: 0.14, high: 0.226 },
    languageMatch: { estimate: 1, low: 0.985, high: 1 },
    meanWait: 36.1,
  },
  differences: {
    answered20: { estimate: 0.087, low: 0.03, high: 0.146 },
    abandoned: { estimate: -0.058, low: -0.106, high: -0.016 },
    languageMatch: { estimate: -0.027, low: -0.034, high: -0.011 },
  },
};

const FUNNEL = {
  from: "2026-11-01",
  to: "2026-11-22",
  partial: false,
  rules: ["cart-hesitation", "payment-declined"].map((rule) => ({
    rule,
    ...STEPS,
    days: [{ day: "2026-11-21", ...STEPS }],
  })),
};

const PAIN = ["payment-declined", "delivery-terms", "asked"].map((signal, i) => ({
  day: `2026-11-2${i}`,
  language: i === 2 ? "sv" : "fi",
  signal,
  page: "payment",
  reason: "card declined",
  outcome: i === 0 ? "solved" : "gave-up",
  currency: "EUR",
  chats: 9 - 3 * i,
  cart: 640 - 100 * i,
  orders: 3 - i,
  bought: 210 - 70 * i,
  score: 3.5,
  words: ["It did not take my card."],
}));

const AGENTS = [
  {
    id: OLGA.id,
    name: OLGA.name,
    email: "olga@example.com",
    role: "agent",
    languages: { ru: 5, en: 4 },
    skills: { payment: 4 },
    capacity: 3,
    presence: "online",
    version: 2,
  },
];

const DOCUMENTS = {
  hours: {
    timeZone: "Europe/Helsinki",
    usual: { 1: [["09:00", "17:00"]], 5: [["09:00", "15:00"]] },
    closed: ["2026-12-25"],
  },
  holdout: { share: 0.1 },
  offers: {
    minPercent: 5,
    maxPercent: 20,
    approveAbove: 10,
    approvalMs: 120_000,
    minCart: 20,
    dailyBudget: 500,
    validMs: 172_800_000,
  },
  theme: { accent: "#0b6b5d", radius: 14 },
  replies: {},
  guides: {},
  panel: { title: "Back office", url: "https://shop.example/customer?id={{customer.id}}" },
} as const;

function answerHttp({ http: { answers } }: ConsoleStage): void {
  const by = { id: MARIA.id, name: MARIA.name };
  answers.set("GET /api/experiment", () => ({
    body: {
      arms: { treated: arm, "held-out": arm },
      value: [money],
      margin: [money],
      ordersWithoutMargin: 3,
    },
  }));
  answers.set("GET /api/rules", () => ({ body: { version: 2, by, rules: [...SHIPPED_RULES] } }));
  answers.set("GET /api/rules/history", () => ({
    body: { changes: [{ version: 1, at: Date.now(), by, note: "less often", count: 9 }] },
  }));
  answers.set("POST /api/rules/dry-run", () => ({
    body: {
      visits: 3,
      moments: 9,
      days: [],
      draft: counts,
      live: counts,
      allDraft: counts,
      allLive: counts,
      displaced: { "exit-intent": 2 },
    },
  }));
  answers.set("GET /api/funnel", () => ({ body: FUNNEL }));
  answers.set("GET /api/routing", () => ({ body: ROUTING }));
  answers.set("GET /api/pain-points", () => ({
    body: { from: "2026-11-01", to: "2026-11-22", rows: PAIN, partial: false },
  }));
  const unset = { version: 0, shipped: true };
  answers.set("GET /api/agents", () => ({ body: { agents: AGENTS } }));
  for (const [name, value] of Object.entries(DOCUMENTS)) {
    answers.set(`GET /api/documents/${name}`, () => ({ body: { ...unset, value } }));
  }
  answers.set("GET /api/audit", () => ({
    body: {
      changes: [
        {
          name: "hours",
          version: 3,
          at: Date.UTC(2026, 10, 20, 8),
          by,
          what: ["usual.1: 09:00–17:00 → 10:00–16:00"],
        },
      ],
    },
  }));
  answers.set("PUT /api/rules", () => ({
    status: 422,
    body: { code: "refused", message: "x", faults: [{ path: "0.on", message: "expected more" }] },
  }));
}

/** A chat with everything that colleagues add to one. */
function fullChat({ office }: ConsoleStage): string {
  const id = office.open({ name: "Maija", language: "ru", contact: { email: "m@example.com" } });
  const by = { id: OLGA.id, name: OLGA.name };
  const at = Date.now() + 1000;
  const note = { conversation: id, at, by, text: "@Aino look", mentions: ["agent-aino"] };
  for (const kind of ["note", "whisper", "hand-over", "routing"] as const) {
    office.team.put({ ...note, key: `note-${kind}`, kind });
  }
  office.say(id, "Здравствуйте");
  return id;
}

/** An admin's desk with a full chat on it, and reports that have an answer. */
export function furnish(stage: ConsoleStage): void {
  stage.office.reset();
  stage.http.reset();
  answerHttp(stage);
  stage.office.role = "admin";
  fullChat(stage);
}

/** What colleagues and supervisors see, after `furnish`. */
export const TEAM_VIEWS: readonly View[] = [
  [
    "notes, banners, translation",
    async (page, { office }) => {
      const id = [...office.known.keys()][0] ?? "";
      await page.getByRole("log").getByText("@Aino look").first().waitFor();
      office.wire.emit("draft", { conversation: id, text: "Ещё" });
      office.wire.emit("spoken", { conversation: id, language: "sv", handOver: true });
      const guests = [
        { id: OLGA.id, name: "Olga", mode: "join" },
        { id: MARIA.id, name: "Maria", mode: "watch" },
      ];
      office.wire.emit("guests", { conversation: id, guests });
      const elsewhere = { conversation: "elsewhere-1", key: "note-else", kind: "note" };
      const named = { by: guests[0], at: Date.now(), mentions: ["agent-aino"], text: "@Aino" };
      office.wire.emit("note", { ...elsewhere, ...named });
      await page.keyboard.press("Alt+t");
      await page.getByText("In Finnish:").waitFor();
      const ring = office.ring({}, 600_000);
      office.wire.emit("ring", { ...ring, round: 2, why: ["Finnish 5 of 5"] });
      await page.getByRole("article").first().waitFor();
    },
  ],
  [
    "a note being written",
    async (page) => {
      await page.keyboard.press("Alt+n");
      await page.locator("#note:focus").waitFor();
      await page.keyboard.type("@");
      await page.getByRole("listbox", { name: "Colleagues" }).waitFor();
    },
  ],
  [
    "hand-over",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Alt+h");
      await page.getByRole("option", { name: /^Olga/ }).waitFor();
    },
  ],
  [
    "invitation of a colleague",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Alt+i");
      await page.getByRole("option", { name: /^Olga/ }).waitFor();
    },
  ],
  [
    "closing",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Alt+w");
      await page.getByRole("dialog", { name: "Close chat" }).waitFor();
    },
  ],
  [
    "wrap-up, set away",
    async (page, { office }) => {
      const id = [...office.known.keys()][0] ?? "";
      await page.keyboard.press("Enter");
      await page.getByText("This conversation is closed.").waitFor();
      office.wrapUps = { [id]: Date.now() + 600_000 };
      office.presence = "away";
      office.wire.emit("presence", office.profile);
      await page.getByRole("button", { name: /^I'm back/ }).waitFor();
      await page.getByText(/^Wrap-up: /).waitFor();
    },
  ],
  [
    "floor",
    async (page, { office }) => {
      const read = { shopper: 0, agent: 0 };
      const waits = { id: "waiting-0001", status: "waiting", round: 1, language: "fi" } as const;
      const conversation = { ...waits, seq: 0, read, startedAt: 0 };
      const lastAt = Date.now() - 300_000;
      const silent = { ...conversation, id: "silent-00001", status: "active" as const };
      office.team.floor = [
        { conversation, topic: "payment", waitsSince: lastAt, lastAt },
        { conversation: silent, lastAt },
      ];
      await page.keyboard.press("Alt+v");
      await page.getByText("Waits too long").waitFor();
    },
  ],
  [
    "effect",
    async (page) => {
      await page.getByRole("button", { name: "Effect" }).click();
      await page.getByText("The figures in a table").click();
    },
  ],
  [
    "rules, a trial, an editor with faults, the history",
    async (page) => {
      await page.keyboard.press("Alt+l");
      await page
        .getByRole("button", { name: /^Dry-run/ })
        .first()
        .click();
      await page.getByText("On 3 recorded visits").waitFor();
      await page.getByRole("button", { name: "History" }).click();
      await page.getByText("Version 1", { exact: true }).waitFor();
      await page
        .getByRole("button", { name: /^Edit payment/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Save and make live" }).click();
      await page.getByText("Not accepted").waitFor();
    },
  ],
  [
    "what is asked to be approved",
    async (page, { office }) => {
      office.wire.emit("approval", {
        code: "ASKED",
        conversation: "conversation-x",
        agent: { id: OLGA.id, name: OLGA.name },
        percent: 20,
        cost: 15.8,
        cart: 79,
        currency: "EUR",
        until: Date.now() + 600_000,
        fallback: 10,
        why: "Her parcel was lost twice.",
      });
      await page.keyboard.press("Alt+v");
      await page.getByRole("article", { name: "Olga asks for 20 %" }).waitFor();
    },
  ],
  [
    "pain points",
    async (page) => {
      await page.getByRole("button", { name: "Pain points" }).click();
      await page.getByText("It did not take my card.").first().waitFor();
    },
  ],
  ...(
    [
      ["agents", "Agents"],
      ["replies", "Replies"],
      ["guides", "Guides"],
      ["hours", "Hours"],
      ["holdout", "Invitations"],
      ["offers", "Offers"],
      ["theme", "Theme"],
      ["panel", "Panel"],
      ["history of all changes", "History"],
    ] as const
  ).map(
    ([name, tab]): View => [
      `admin: ${name}`,
      async (page) => {
        if (tab === "Agents") await page.keyboard.press("Alt+j");
        await page.getByRole("tab", { name: tab, exact: true }).click();
        await page.getByRole("tabpanel").locator("h3, table, form").first().waitFor();
      },
    ],
  ),
];
