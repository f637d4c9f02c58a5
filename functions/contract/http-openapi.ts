import {
  list,
  number,
  object,
  ref,
  SCHEMAS,
  type Schema,
  text,
  when,
  whole,
} from "./http-openapi-schemas.ts";
import { SHOP_OPERATIONS } from "./http-openapi-shop.ts";

/** One operation of the API. `access`: who may call it. */
export interface Operation {
  readonly summary: string;
  readonly access: "public" | "shop" | "person" | "agent" | "lead" | "admin";
  readonly path?: Readonly<Record<string, Schema>>;
  readonly query?: Readonly<Record<string, Schema>>;
  readonly headers?: Readonly<Record<string, Schema>>;
  readonly body?: Schema;
  readonly answer: Schema;
  /** Failures of its own, by status; those of its access and its body are added. */
  readonly failures?: Readonly<Record<number, string>>;
}

const version = whole({ minimum: 0 });
const day = text({ format: "date" });

const OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /api/health": {
    summary: "Is the service up?",
    access: "public",
    answer: object({ up: { type: "boolean" } }),
  },
  "GET /api/config": {
    summary: "What a page of the stage's own site may know.",
    access: "public",
    answer: object({
      stage: text(),
      socket: text(),
      issuer: text(),
      clientId: text(),
      languages: list(text()),
    }),
  },
  "GET /api/openapi.json": {
    summary: "This description.",
    access: "public",
    answer: { type: "object" },
  },
  "POST /api/tickets": {
    summary: "A ticket with which a signed-in agent's console connects, once and within a minute.",
    access: "person",
    answer: object({ ticket: text(), until: when }),
  },
  ...SHOP_OPERATIONS,
  "GET /api/rules": {
    summary: "The live rules. Its ETag is the version.",
    access: "agent",
    answer: ref("Rules"),
  },
  "PUT /api/rules": {
    summary:
      "Puts a whole set of rules in the place of the one that If-Match names. It is live everywhere 30 seconds later.",
    access: "admin",
    headers: { "If-Match": text({ description: "The version that this replaces; 0 at first." }) },
    body: object({ rules: list(ref("Rule")), "note?": text({ maxLength: 500 }) }),
    answer: object({ version }),
    failures: {
      409: "conflict: another version is live.",
      422: "refused: with the path of every fault; nothing was written.",
    },
  },
  "GET /api/rules/history": {
    summary: "Who changed the rules, when and why; the newest 50, newest first.",
    access: "agent",
    answer: object({
      changes: list(
        object({ version, at: when, by: ref("Person"), "note?": text(), count: whole() }),
      ),
    }),
  },
  "POST /api/rules/revert": {
    summary: "Makes an earlier set live again, as a new version; 0 brings back what Heed ships.",
    access: "admin",
    body: object({ version }),
    answer: object({ version }),
    failures: {
      404: "not_found: there was no such version.",
      409: "conflict: the rules keep changing.",
      422: "refused: today's checks find faults in it.",
    },
  },
  "POST /api/rules/dry-run": {
    summary:
      "What a draft would have done on stored visits of the last 14 days, beside the live rules. Writes nothing.",
    access: "admin",
    body: object({ rule: ref("Rule"), "visits?": whole({ minimum: 1, maximum: 500 }) }),
    answer: object({
      visits: whole(),
      moments: whole(),
      days: list(day),
      draft: ref("Tally"),
      live: ref("Tally"),
      allDraft: ref("Tally"),
      allLive: ref("Tally"),
      displaced: { type: "object", additionalProperties: whole() },
      whom: list(object({ visitor: text({ description: "Made up." }), at: when })),
    }),
    failures: { 422: "refused: with the path of every fault." },
  },
  "GET /api/visits/{visitor}/decisions": {
    summary: "Why this visit was or was not invited; the latest 16 evaluations, newest first.",
    access: "agent",
    path: { visitor: text({ pattern: "^[A-Za-z0-9_-]{22}$" }) },
    answer: object({
      visitor: text(),
      startedAt: when,
      lastAt: when,
      decisions: list(
        object({
          at: when,
          end: text(),
          "rule?": text(),
          lines: list(text()),
          record: { type: "object" },
        }),
      ),
    }),
    failures: { 404: "not_found: no visit of this visitor is remembered." },
  },
  "GET /api/routing": {
    summary:
      "What the router achieved, beside the control share that a baseline routes (longest idle of those who speak the language).",
    access: "lead",
    query: { "from?": day, "to?": day, "language?": text() },
    answer: object({
      from: day,
      to: day,
      router: ref("Routed"),
      control: ref("Routed"),
      differences: object(
        {
          "abandoned?": ref("Interval"),
          "answered20?": ref("Interval"),
          "languageMatch?": ref("Interval"),
        },
        "Router less control.",
      ),
    }),
    failures: { 400: "bad_payload: days that are none, or more than 31." },
  },
  "GET /api/experiment": {
    summary: "Visitors who are invited against those held out, by the days of their exposure.",
    access: "lead",
    query: {
      "from?": day,
      "to?": day,
      "rule?": text({ description: "A rule with a holdout of its own." }),
    },
    answer: object({
      from: day,
      to: day,
      experiment: text(),
      arms: object({ treated: ref("Arm"), "held-out": ref("Arm") }),
      "uplift?": ref("Interval"),
      value: list(ref("Money"), { description: "Net of discounts." }),
      margin: list(ref("Money"), { description: "Net of discounts." }),
      ordersWithoutMargin: number(),
    }),
    failures: { 400: "bad_payload: days that are none, or more than 92." },
  },
};

const SECURITY: Readonly<Record<Operation["access"], readonly object[]>> = {
  public: [],
  shop: [{ shop: [] }],
  person: [{ idToken: [] }],
  agent: [{ idToken: [] }],
  lead: [{ idToken: [] }],
  admin: [{ idToken: [] }],
};
const FORBIDDEN: Readonly<Partial<Record<Operation["access"], string>>> = {
  person: "forbidden: no agent of this stage.",
  agent: "forbidden: no agent of this stage.",
  lead: "forbidden: only for supervisors and admins.",
  admin: "forbidden: only for admins.",
};

function described({ summary, access, path, query, headers, body, answer, failures }: Operation) {
  const named = { path: path ?? {}, query: query ?? {}, header: headers ?? {} };
  const parameters = Object.entries(named).flatMap(([place, schemas]) =>
    Object.entries(schemas).map(([name, schema]) => ({
      name: name.replace(/\?$/, ""),
      in: place,
      required: !name.endsWith("?"),
      schema,
    })),
  );
  const forbidden = FORBIDDEN[access];
  const failed: Readonly<Record<number, string>> = {
    ...(access !== "public" && { 401: "unauthorised: the token or signature is not valid." }),
    ...(forbidden !== undefined && { 403: forbidden }),
    ...(body && {
      400: "bad_payload: the message names the path of the fault.",
      413: "too_large: the body is longer than is read here.",
    }),
    ...failures,
  };
  const content = (schema: Schema) => ({ "application/json": { schema } });
  return {
    summary,
    security: SECURITY[access],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: content(body) } }),
    responses: {
      200: { description: "Done.", content: content(answer) },
      ...Object.fromEntries(
        Object.entries(failed).map(([status, description]) => [
          status,
          { description, content: content(ref("Failure")) },
        ]),
      ),
    },
  };
}

function pathsOf(operations: Readonly<Record<string, Operation>>) {
  const paths: Record<string, Record<string, ReturnType<typeof described>>> = {};
  for (const [key, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation) };
  }
  return paths;
}

/** The HTTP API in the OpenAPI 3.1 format. Handlers don't read it; a test holds it to the routes. */
export const OPEN_API = {
  openapi: "3.1.0",
  info: {
    title: "Heed",
    version: "1",
    description:
      "For agents (ID token of the stage's issuer) and for the shop's back end (signed requests). Failures have a code and an English message.",
  },
  paths: pathsOf(OPERATIONS),
  components: {
    schemas: SCHEMAS,
    securitySchemes: {
      idToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      shop: {
        type: "apiKey",
        in: "header",
        name: "Heed-Signature",
        description:
          't=<epoch seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>"> with the shop\'s secret; at most five minutes old.',
      },
    },
  },
} as const;
