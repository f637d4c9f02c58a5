import { decode } from "../contract/decode.ts";
import {
  dryRunSchema,
  ifMatchSchema,
  revertSchema,
  rulesBodySchema,
} from "../contract/http-rules.ts";
import { failure } from "../contract/result.ts";
import { MAX_RULES_BYTES } from "../contract/rules.ts";
import { dryRunRule } from "../use-cases/dry-run.ts";
import { readRules, replaceRules, revertRules, ruleHistory } from "../use-cases/rules.ts";
import { ADMINS, forAgents } from "./http-callers.ts";
import { answer, readBody } from "./http-request.ts";

/** Room for the note, and for white space in a set written for people. */
const SET_BYTES = 2 * MAX_RULES_BYTES;
/** One rule with texts in every language. */
const DRAFT_BYTES = 64 * 1024;

const NO_VERSION = failure("bad_payload", "If-Match: expected the version that this replaces");

const etag = (version: number) => ({ etag: `"${version}"` });

/** The live rules; for every agent, since decisions name them. */
export const liveRules = forAgents(async (_, { deps }) => {
  const result = await readRules(deps);
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
});

export const newRules = forAgents(async ({ id: by }, { deps }, event) => {
  const version = decode(ifMatchSchema, event.headers["if-match"]);
  if (!version.ok) return answer(NO_VERSION);
  const body = readBody(event, rulesBodySchema, SET_BYTES);
  if (!body.ok) return answer(body);
  const { rules, note } = body.value;
  const change = { by, version: version.value, rules, ...(note !== undefined && { note }) };
  const result = await replaceRules(deps, change);
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);

export const rulesHistory = forAgents(async (_, { deps }) => answer(await ruleHistory(deps)));

export const rulesReversion = forAgents(async ({ id: by }, { deps }, event) => {
  const body = readBody(event, revertSchema);
  if (!body.ok) return answer(body);
  const result = await revertRules(deps, { by, version: body.value.version });
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);

export const rulesDryRun = forAgents(async (_, { deps }, event) => {
  const body = readBody(event, dryRunSchema, DRAFT_BYTES);
  return answer(body.ok ? await dryRunRule(deps, body.value) : body);
}, ADMINS);
