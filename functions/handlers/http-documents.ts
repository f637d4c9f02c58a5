import { decode } from "../contract/decode.ts";
import {
  DOCUMENT_NAMES,
  documentBodySchema,
  MAX_DOCUMENT_BYTES,
} from "../contract/http-documents.ts";
import { ifMatchSchema, revertSchema } from "../contract/http-rules.ts";
import { failure } from "../contract/result.ts";
import {
  documentHistory,
  readDocument,
  replaceDocument,
  revertDocument,
} from "../use-cases/documents.ts";
import { ADMINS, forAgents } from "./http-callers.ts";
import { answer, readBody } from "./http-request.ts";

/** Room for the note, and for letters outside of ASCII written as escapes. */
const BODY_BYTES = 2 * MAX_DOCUMENT_BYTES;

export const NO_VERSION = failure(
  "bad_payload",
  "If-Match: expected the version that this replaces",
);
const NO_DOCUMENT = answer(
  failure("not_found", `there are only the documents ${DOCUMENT_NAMES.join(", ")}`),
);

export const etag = (version: number) => ({ etag: `"${version}"` });

const named = (name: string | undefined) => DOCUMENT_NAMES.find((each) => each === name);

/** The live version; for every agent. */
export const liveDocument = forAgents(async (_, { deps }, __, path) => {
  const name = named(path.name);
  if (!name) return NO_DOCUMENT;
  const result = await readDocument(deps, name);
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
});

export const newDocument = forAgents(async ({ id: by }, { deps }, event, path) => {
  const name = named(path.name);
  if (!name) return NO_DOCUMENT;
  const version = decode(ifMatchSchema, event.headers["if-match"]);
  if (!version.ok) return answer(NO_VERSION);
  const body = readBody(event, documentBodySchema, BODY_BYTES);
  if (!body.ok) return answer(body);
  const { value, note } = body.value;
  const change = { name, by, version: version.value, value, ...(note !== undefined && { note }) };
  const result = await replaceDocument(deps, change);
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);

export const documentsHistory = forAgents(async (_, { deps }, __, path) => {
  const name = named(path.name);
  return name ? answer(await documentHistory(deps, name)) : NO_DOCUMENT;
}, ADMINS);

export const documentReversion = forAgents(async ({ id: by }, { deps }, event, path) => {
  const name = named(path.name);
  if (!name) return NO_DOCUMENT;
  const body = readBody(event, revertSchema);
  if (!body.ok) return answer(body);
  const result = await revertDocument(deps, { name, by, version: body.value.version });
  return answer(result, "no-store", result.ok ? etag(result.version) : {});
}, ADMINS);
