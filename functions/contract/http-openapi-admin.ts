import { DOCUMENT_NAMES } from "./http-documents.ts";
import type { Operation } from "./http-openapi.ts";
import { list, object, ref, type Schema, text, when, whole } from "./http-openapi-schemas.ts";

const version = whole({ minimum: 0 });
const note = text({ maxLength: 500 });
const name = text({ enum: DOCUMENT_NAMES });
const agent = text({ description: "An agent's id." });
const ifMatch = {
  "If-Match": text({ description: "The version that this replaces; 0 at first." }),
};
const value: Schema = {
  description: "By the document's name; null in a change brings back what is shipped.",
  oneOf: ["Hours", "Holdout", "OfferPolicy", "Theme", "Replies", "Guides"].map(ref),
};
const changes = object({ changes: list(ref("Change")) });
const CONFLICT = "conflict: another version is live.";
const NO_VERSION = "not_found: there was no such version.";

/** What admins set: settings and texts by name, agents, and who changed what. */
export const ADMIN_OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /api/documents/{name}": {
    summary: "The live version of a document. Its ETag is the version; 0 is what is shipped.",
    access: "agent",
    path: { name },
    answer: object({
      name,
      version,
      value,
      shipped: { type: "boolean" },
      "at?": when,
      "by?": ref("Person"),
      "note?": note,
    }),
    failures: { 404: "not_found: no document of this name." },
  },
  "PUT /api/documents/{name}": {
    summary:
      "Puts a whole document in the place of the one that If-Match names. Settings are obeyed everywhere 30 seconds later, offers at once.",
    access: "admin",
    path: { name },
    headers: ifMatch,
    body: object({ value, "note?": note }),
    answer: object({ version }),
    failures: {
      404: "not_found: no document of this name.",
      409: CONFLICT,
      422: "refused: with the path of the first fault; nothing was written.",
    },
  },
  "GET /api/documents/{name}/history": {
    summary: "Who changed it, when, what and why; the newest 50, newest first.",
    access: "admin",
    path: { name },
    answer: changes,
    failures: { 404: "not_found: no document of this name." },
  },
  "POST /api/documents/{name}/revert": {
    summary: "Makes an earlier version live again, as a new one; 0 brings back what is shipped.",
    access: "admin",
    path: { name },
    body: object({ version }),
    answer: object({ version }),
    failures: { 404: NO_VERSION, 409: CONFLICT, 422: "refused: today's checks find a fault." },
  },
  "GET /api/agents": {
    summary: "Everybody who works in this stage, by name.",
    access: "admin",
    answer: object({ agents: list(ref("Agent")) }),
  },
  "PUT /api/agents/{id}": {
    summary:
      "Changes what an agent speaks, knows, takes at once and may do. If-Match names the profile's version. Sign-ins are made by the command `npm run agents`.",
    access: "admin",
    path: { id: agent },
    headers: ifMatch,
    body: ref("AgentProfile"),
    answer: object({ version }),
    failures: {
      404: "not_found: there is no such agent.",
      409: CONFLICT,
      422: "refused: a language that the stage does not serve, none at all, or the last admin's role.",
    },
  },
  "GET /api/agents/{id}/history": {
    summary: "Who changed an agent's profile, when, what and why; the newest 50, newest first.",
    access: "admin",
    path: { id: agent },
    answer: changes,
  },
  "POST /api/agents/{id}/revert": {
    summary: "Gives an agent an earlier profile again, as a new version.",
    access: "admin",
    path: { id: agent },
    body: object({ version }),
    answer: object({ version }),
    failures: { 404: NO_VERSION, 409: CONFLICT, 422: "refused: today's checks find a fault." },
  },
  "GET /api/audit": {
    summary: "Everything that admins changed in the last years, newest first, 50 a page.",
    access: "admin",
    query: { "after?": text({ description: "`next` of the page before." }) },
    answer: object({ changes: list(ref("Change")), "next?": text() }),
    failures: { 400: "bad_payload: `after` is none." },
  },
};
