import { decode } from "../contract/decode.ts";
import { visitorSchema } from "../contract/http-orders.ts";
import { funnelSchema, painSchema, reportSchema, routingSchema } from "../contract/http-rules.ts";
import { failure } from "../contract/result.ts";
import { decisionsOf } from "../use-cases/decisions.ts";
import { readExperiment } from "../use-cases/experiment.ts";
import { readFunnel } from "../use-cases/funnel.ts";
import { painCsv, readPain } from "../use-cases/pain.ts";
import { readRouting } from "../use-cases/routing-report.ts";
import { forAgents, LEADS } from "./http-callers.ts";
import { answer } from "./http-request.ts";

/** Why a visit was or was not invited. */
export const visitDecisions = forAgents(async (_, { deps }, __, { visitor }) => {
  const id = decode(visitorSchema, visitor);
  return answer(
    id.ok ? await decisionsOf(deps, id.value) : failure("not_found", "no such visitor"),
  );
});

/** The router against the control share's baseline. */
export const routing = forAgents(async (_, { deps }, { queryStringParameters = {} }) => {
  const query = decode(routingSchema, { ...queryStringParameters });
  return answer(query.ok ? await readRouting(deps, query.value) : query);
}, LEADS);

/** Invited against held out. */
export const experiment = forAgents(async (_, { deps }, { queryStringParameters = {} }) => {
  const query = decode(reportSchema, { ...queryStringParameters });
  return answer(query.ok ? await readExperiment(deps, query.value) : query);
}, LEADS);

/** From a rule's moment to the order, rule by rule. */
export const funnel = forAgents(async (_, { deps }, { queryStringParameters = {} }) => {
  const query = decode(funnelSchema, { ...queryStringParameters });
  return answer(query.ok ? await readFunnel(deps, query.value) : query);
}, LEADS);

/** What went wrong for shoppers, as JSON or as a table for a spreadsheet. */
export const painPoints = forAgents(async (_, { deps }, { queryStringParameters = {} }) => {
  const query = decode(painSchema, { ...queryStringParameters });
  if (!query.ok) return answer(query);
  const { format = "json", ...asked } = query.value;
  const report = await readPain(deps, asked);
  if (!report.ok || format === "json") return answer(report);
  return {
    statusCode: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="pain-points-${report.from}-${report.to}.csv"`,
      "cache-control": "no-store",
    },
    body: painCsv(report.rows),
  };
}, LEADS);
