import { ADMIN_OPERATIONS } from "./http-openapi-admin.ts";
import { INSIGHT_OPERATIONS } from "./http-openapi-insight.ts";
import { RULE_OPERATIONS } from "./http-openapi-rules.ts";
import { list, object, ref, SCHEMAS, type Schema, text, when } from "./http-openapi-schemas.ts";
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
  ...RULE_OPERATIONS,
  ...INSIGHT_OPERATIONS,
  ...ADMIN_OPERATIONS,
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
