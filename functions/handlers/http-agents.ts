import { decode } from "../contract/decode.ts";
import { agentBodySchema } from "../contract/http-documents.ts";
import { ifMatchSchema, revertSchema } from "../contract/http-rules.ts";
import { changeAgent, listAgents, revertAgent } from "../use-cases/agent-admin.ts";
import { agentDocument } from "../use-cases/agent-profile.ts";
import { documentHistory } from "../use-cases/documents.ts";
import { ADMINS, forAgents } from "./http-callers.ts";
import { etag, NO_VERSION } from "./http-documents.ts";
import { answer, readBody } from "./http-request.ts";

/** Everybody's profile. Sign-ins are made by the command `npm run agents`, which alone may write into the user pool. */
export const allAgents = forAgents(async (_, { deps }) => answer(await listAgents(deps)), ADMINS);

export const agentChange = forAgents(async ({ id: by }, { deps }, event, { id = "" }) => {
  const version = decode(ifMatchSchema, event.headers["if-match"]);
  if (!version.ok) return answer(NO_VERSION);
  const body = readBody(event, agentBodySchema);
  if (!body.ok) return answer(body);
  const result = await changeAgent(deps, id, { by, version: version.value, body: body.value });
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);

export const agentHistory = forAgents(
  async (_, { deps }, __, { id = "" }) => answer(await documentHistory(deps, agentDocument(id))),
  ADMINS,
);

export const agentReversion = forAgents(async ({ id: by }, { deps }, event, { id = "" }) => {
  const body = readBody(event, revertSchema);
  if (!body.ok) return answer(body);
  const result = await revertAgent(deps, id, { by, version: body.value.version });
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);
