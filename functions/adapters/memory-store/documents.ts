import type { Change, DocumentStore, StoredDocument } from "../../ports.ts";
import { auditKey, yearOf } from "../dynamo/document-keys.ts";
import { AUDITED_YEARS, changeOf } from "../dynamo/documents.ts";
import { plain, same } from "../dynamo/same.ts";
import { byBytes, entry, type State } from "./state.ts";

export function documents(
  state: Pick<State, "documents" | "versions" | "audit" | "ruleSets">,
): DocumentStore {
  const { documents: live, versions, audit, ruleSets } = state;

  async function addAudit(change: Change): Promise<void> {
    entry(audit, auditKey(change).sk, () => plain(changeOf(change)));
  }

  async function keepVersion(version: StoredDocument): Promise<void> {
    const known = entry(versions, version.name, () => new Map<number, StoredDocument>());
    entry(known, version.version, () => plain(version));
    if (version.version > 0) await addAudit(version);
  }

  return {
    async current() {
      const rules = ruleSets.at(-1);
      const { replies: _, guides: __, panel: ___, ...settings } = Object.fromEntries(live);
      return plain({ ...(rules && { rules }), settings });
    },
    async document(name) {
      const known = live.get(name);
      return known && plain(known);
    },
    async saveDocument(next) {
      const stored = live.get(next.name);
      if ((stored?.version ?? 0) !== next.version - 1) {
        return same(stored, next) ? "done" : "conflict";
      }
      live.set(next.name, plain(next));
      await keepVersion(next);
      return "done";
    },
    keepVersion,
    addAudit,
    async documentVersion(name, version) {
      const known = versions.get(name)?.get(version);
      return known && plain(known);
    },
    async documentHistory(name, limit) {
      return [...(versions.get(name)?.values() ?? [])]
        .sort((a, b) => b.version - a.version)
        .slice(0, Math.max(0, limit))
        .map((each) => plain(changeOf(each)));
    },
    async audit({ now, limit, after }) {
      const bound = after && auditKey(after).sk;
      return [...audit]
        .filter(([key]) => bound === undefined || byBytes(key, bound) < 0)
        .sort(([a], [b]) => byBytes(b, a))
        .map(([, change]) => plain(change))
        .filter(({ at }) => yearOf(at) > yearOf(now) - AUDITED_YEARS)
        .slice(0, Math.max(0, limit));
    },
  };
}
