import { expect, test } from "vitest";
import { agentBodySchema, documentSchemas } from "../../functions/contract/http-documents.ts";
import { OPEN_API } from "../../functions/contract/http-openapi.ts";
import { orderSchema } from "../../functions/contract/http-orders.ts";
import { ruleSchema } from "../../functions/contract/rules.ts";
import { routeFor, routes } from "../../functions/handlers/http-routes.ts";

interface Described {
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

const operations = Object.entries(OPEN_API.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) =>
      [`${method.toUpperCase()} ${path}`, operation as unknown as Described] as const,
  ),
);

test("[SEC20] the API's description has every route, and no other", () => {
  expect(operations.map(([key]) => key).sort()).toEqual(Object.keys(routes).sort());
  for (const [key, { summary, responses, parameters = [] }] of operations) {
    expect(summary).toMatch(/\.$|\?$/);
    expect(responses).toHaveProperty("200");
    const named = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((one) => one.in === "path").map(({ name }) => name)).toEqual(named);
  }
});

test("[SEC20] every reference in it leads somewhere, and it is plain JSON", () => {
  const text = JSON.stringify(OPEN_API);
  const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, n]) => n);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) expect(OPEN_API.components.schemas).toHaveProperty(name as string);
  expect(JSON.parse(text)).toEqual(OPEN_API);
});

test("[SEC20] it names the fields that are read", () => {
  const { Rule } = OPEN_API.components.schemas;
  expect(Object.keys(Rule.properties ?? {}).sort()).toEqual(Object.keys(ruleSchema.entries).sort());
  const { Hours, Holdout, OfferPolicy, Theme, Guides, AgentProfile } = OPEN_API.components.schemas;
  const { hours, holdout, offers, theme, guides } = documentSchemas;
  for (const [described, read] of [
    [Hours, hours],
    [Holdout, holdout],
    [OfferPolicy, offers],
    [Theme, theme],
    [Guides, guides],
    [AgentProfile, agentBodySchema],
  ] as const) {
    expect(Object.keys(described.properties ?? {}).sort()).toEqual(
      Object.keys(read.entries).sort(),
    );
  }
  const order = operations.find(([key]) => key === "POST /api/orders")?.[1];
  const body = JSON.stringify(order);
  for (const name of Object.keys(orderSchema.entries)) expect(body).toContain(`"${name}":`);
});

test("[SEC20] a route is found by method and path, and a path's parts are whole segments", () => {
  expect(routeFor("GET", "/api/visits/abc/decisions")?.path).toEqual({ visitor: "abc" });
  expect(routeFor("GET", "/api/visits/a/b/decisions")).toBeUndefined();
  expect(routeFor("POST", "/api/visits/abc/decisions")).toBeUndefined();
  expect(routeFor("GET", "/api/rulesX")).toBeUndefined();
  expect(routeFor("GET", "/api/openapiXjson")).toBeUndefined();
});
