import { decode } from "../contract/decode.ts";
import { auditSchema } from "../contract/http-documents.ts";
import { readAudit } from "../use-cases/audit.ts";
import { ADMINS, forAgents } from "./http-callers.ts";
import { answer } from "./http-request.ts";

/** Who changed what, when and why. */
export const auditTrail = forAgents(async (_, { deps }, { queryStringParameters = {} }) => {
  const query = decode(auditSchema, { ...queryStringParameters });
  return answer(query.ok ? await readAudit(deps, query.value.after) : query);
}, ADMINS);
