import { decode } from "../contract/decode.ts";
import { visitorSchema } from "../contract/http-orders.ts";
import { reportSchema, routingSchema } from "../contract/http-rules.ts";
import { failure } from "../contract/result.ts";
import { decisionsOf } from "../use-cases/decisions.ts";
import { readExperiment } from "../use-cases/experiment.ts";
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
