import { OPEN_API } from "../contract/http-openapi.ts";
import { agentChange, agentHistory, agentReversion, allAgents } from "./http-agents.ts";
import { auditTrail } from "./http-audit.ts";
import {
  documentReversion,
  documentsHistory,
  liveDocument,
  newDocument,
} from "./http-documents.ts";
import { experiment, funnel, painPoints, routing, visitDecisions } from "./http-insight.ts";
import { answer } from "./http-request.ts";
import { liveRules, newRules, rulesDryRun, rulesHistory, rulesReversion } from "./http-rules.ts";
import { offerCheck, offerRedemption, orderConfirmation } from "./http-shop.ts";
import type { Route } from "./http-site.ts";
import { issueTicket } from "./http-tickets.ts";

/** Every route of the HTTP API, as "METHOD path"; contract/http-openapi.ts describes each. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /api/health": async () => answer({ up: true }),
  "GET /api/config": async ({ config }) => answer(config, "public, max-age=60"),
  "GET /api/openapi.json": async () => answer(OPEN_API, "public, max-age=300"),
  "POST /api/tickets": issueTicket,
  "POST /api/offers/check": offerCheck,
  "POST /api/offers/redeem": offerRedemption,
  "POST /api/orders": orderConfirmation,
  "GET /api/rules": liveRules,
  "PUT /api/rules": newRules,
  "GET /api/rules/history": rulesHistory,
  "POST /api/rules/revert": rulesReversion,
  "POST /api/rules/dry-run": rulesDryRun,
  "GET /api/documents/{name}": liveDocument,
  "PUT /api/documents/{name}": newDocument,
  "GET /api/documents/{name}/history": documentsHistory,
  "POST /api/documents/{name}/revert": documentReversion,
  "GET /api/agents": allAgents,
  "PUT /api/agents/{id}": agentChange,
  "GET /api/agents/{id}/history": agentHistory,
  "POST /api/agents/{id}/revert": agentReversion,
  "GET /api/audit": auditTrail,
  "GET /api/visits/{visitor}/decisions": visitDecisions,
  "GET /api/experiment": experiment,
  "GET /api/routing": routing,
  "GET /api/funnel": funnel,
  "GET /api/pain-points": painPoints,
};

const patterns = Object.entries(routes).map(([key, route]) => {
  const names = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const source = key
    .split(/\{\w+\}/)
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&"))
    .join("([^/]+)");
  return { route, names, pattern: new RegExp(`^${source}$`) };
});

/** The route of a request, and what its path says. */
export function routeFor(
  method: string,
  path: string,
): { readonly route: Route; readonly path: Readonly<Record<string, string>> } | undefined {
  for (const { route, names, pattern } of patterns) {
    const match = pattern.exec(`${method} ${path}`);
    if (!match) continue;
    return {
      route,
      path: Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ""])),
    };
  }
  return undefined;
}
