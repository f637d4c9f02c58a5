import { DOCUMENT_NAMES } from "../../contract/http-documents.ts";
import type {
  Change,
  DocumentName,
  DocumentStore,
  SettingName,
  StoredDocument,
} from "../../ports.ts";
import {
  auditKey,
  auditPk,
  CHANGES,
  changeKey,
  documentHome,
  historyPk,
  SETTINGS,
  valueKey,
  yearOf,
} from "./document-keys.ts";
import type { Key } from "./keys.ts";
import { ruleSetOf } from "./rules-items.ts";
import { same } from "./same.ts";
import type { Item, Table } from "./table.ts";
import { CURRENT_RULES } from "./trigger-keys.ts";

/** Years of changes that the audit goes back, the present one included. */
export const AUDITED_YEARS = 3;
const SETTING_NAMES: readonly SettingName[] = ["hours", "holdout", "offers", "theme"];

/**
 * A live document is one attribute of its item, and one conditional update of it decides. Its rows in history and audit are written after it; rows that a crash
 * left out are made up for before the next version takes its place. Values are stored as JSON: their shape is no business of the table's.
 */
export function documents(table: Table): DocumentStore {
  async function document(name: DocumentName): Promise<StoredDocument | undefined> {
    return documentIn(await table.get(documentHome(name)), name);
  }

  async function once(item: Key & Item): Promise<void> {
    await table.put(item, { when: "attribute_not_exists(#pk)" });
  }

  const addAudit = (change: Change) => once({ ...auditKey(change), ...changeOf(change) });

  async function keepVersion(version: StoredDocument): Promise<void> {
    await Promise.all([
      once({ ...valueKey(version), ...itemOf(version) }),
      once({ ...changeKey(version), ...changeOf(version) }),
      ...(version.version > 0 ? [addAudit(version)] : []),
    ]);
  }

  async function replace({ name, ...rest }: StoredDocument & { name: DocumentName }) {
    const first = rest.version === 1;
    return table.update(documentHome(name), {
      set: ["#document = :document"],
      when: first ? "attribute_not_exists(#document)" : "#document.#version = :previous",
      names: { document: name },
      values: { document: itemOf(rest), ...(!first && { previous: rest.version - 1 }) },
    });
  }

  /** Nothing for what has its live value elsewhere. */
  async function liveOf(name: string): Promise<StoredDocument | undefined> {
    const known = DOCUMENT_NAMES.find((each) => each === name);
    return known && document(known);
  }

  return {
    async current(latest = false) {
      const items = await table.getMany([CURRENT_RULES, SETTINGS], { eventually: !latest });
      const rules = items.find(({ pk }) => pk === CURRENT_RULES.pk);
      const settings = items.find(({ pk }) => pk === SETTINGS.pk);
      const stored = SETTING_NAMES.flatMap((name) => documentIn(settings, name) ?? []);
      return {
        ...(rules && { rules: ruleSetOf(rules) }),
        settings: Object.fromEntries(stored.map((each) => [each.name, each])),
      };
    },
    document,
    keepVersion,
    addAudit,

    async saveDocument(next) {
      const stored = await document(next.name);
      const isNext = (stored?.version ?? 0) === next.version - 1;
      if (isNext && stored) await keepVersion(stored);
      const written = isNext && (await replace(next)) !== undefined;
      if (!written && !same(isNext ? await document(next.name) : stored, next)) return "conflict";
      await keepVersion(next);
      return "done";
    },

    async documentVersion(name, version) {
      const item = await table.get(valueKey({ name, version }));
      if (item) return storedOf(name, item);
      const live = await liveOf(name);
      return live?.version === version ? live : undefined;
    },

    async documentHistory(name, limit) {
      if (limit <= 0) return [];
      const newestFirst = { pk: historyPk(name), prefix: CHANGES, descending: true } as const;
      const [live, rows] = await Promise.all([
        liveOf(name),
        table.query({ ...newestFirst, limit }),
      ]);
      const changes = rows.map(rowOf);
      const missing = live && changes[0]?.version !== live.version ? [changeOf(live)] : [];
      return [...missing, ...changes].slice(0, limit);
    },

    async audit({ now, limit, after }) {
      const found: Change[] = [];
      const bound = after && auditKey(after).sk;
      const newest = Math.min(yearOf(now), yearOf(after?.at ?? now));
      for (let year = newest; year > yearOf(now) - AUDITED_YEARS; year--) {
        if (found.length >= limit) break;
        const pages = table.pages({
          pk: auditPk(year),
          ...(bound !== undefined && year === newest && { between: ["0", bound] as const }),
          descending: true,
          limit: limit + 1,
        });
        for await (const page of pages) {
          found.push(...page.filter(({ sk }) => sk !== bound).map(rowOf));
          if (found.length >= limit) break;
        }
      }
      return found.slice(0, limit);
    },
  };
}

function rowOf({ pk: _pk, sk: _sk, ...row }: Item): Change {
  return row as unknown as Change;
}

function documentIn(item: Item | undefined, name: string): StoredDocument | undefined {
  const stored = item?.[name] as Item | undefined;
  return stored && storedOf(name, stored);
}

function itemOf({ version, at, by, note, what, value }: Omit<StoredDocument, "name">): Item {
  return { version, at, by, note, what, value: JSON.stringify(value) };
}

function storedOf(name: string, { version, at, by, note, what, value }: Item): StoredDocument {
  return {
    name,
    version: version as number,
    at: at as number,
    by: by as string,
    ...(note !== undefined && { note: note as string }),
    what: what as readonly string[],
    value: JSON.parse(value as string),
  };
}

/** A version as lists show it. */
export function changeOf({ name, version, at, by, note, what }: Change): Change {
  return { name, version, at, by, ...(note !== undefined && { note }), what };
}
