import { decode } from "../contract/decode.ts";
import {
  type DocumentValues,
  documentSchemas,
  MAX_DOCUMENT_BYTES,
} from "../contract/http-documents.ts";
import { failure, type Result } from "../contract/result.ts";
import { changesOf } from "../domain/admin/changes.ts";
import type { DocumentName } from "../ports.ts";
import { type NamedChange, withNames } from "./audit.ts";
import type { Deps } from "./deps.ts";
import { documentFault } from "./document-faults.ts";

/** Versions that the history shows. */
const SHOWN = 50;
/** Times that a revert tries again when somebody else saves at the same moment. */
const ATTEMPTS = 3;

/** A document as it is obeyed. `shipped`: nobody has set it, or it was brought back to what the stage and Heed ship. */
export type DocumentView = Partial<Omit<NamedChange, "what">> & {
  readonly name: DocumentName;
  readonly version: number;
  readonly value: unknown;
  readonly shipped: boolean;
};

type Changing = Pick<Deps, "store" | "clock" | "bus" | "settings">;

/** The live version; 0 where nobody has set it. */
export async function readDocument(
  { store, settings }: Pick<Deps, "store" | "settings">,
  name: DocumentName,
): Promise<Result<DocumentView>> {
  const stored = await store.document(name);
  if (!stored) return { ok: true, name, version: 0, value: shipped(settings, name), shipped: true };
  const { value, what: _, ...change } = stored;
  const [view] = await withNames(store, [{ ...change, what: [] }]);
  const { what: __, ...who } = view as NamedChange;
  return {
    ok: true,
    ...who,
    name,
    value: value ?? shipped(settings, name),
    shipped: value === null,
  };
}

/**
 * An admin puts a whole document in the place of another.
 * @param change.version of the one that it replaces; another one is live: `conflict`
 * @param change.value `null` brings back what the stage and Heed ship
 * @returns the new version; `bad_payload` or `refused` with the path of the first fault, and then nothing is written
 */
export async function replaceDocument(
  deps: Changing,
  change: {
    readonly name: DocumentName;
    readonly by: string;
    readonly version: number;
    readonly value: unknown;
    readonly note?: string;
  },
): Promise<Result<{ readonly version: number }>> {
  const { store, clock, bus, settings } = deps;
  const { name, by, note } = change;
  const sound =
    change.value === null ? { ok: true as const, value: null } : soundDocument(name, change.value);
  if (!sound.ok) return sound;
  const stored = await store.document(name);
  const version = change.version + 1;
  const own = shipped(settings, name);
  const saved = await store.saveDocument({
    name,
    version,
    at: clock(),
    by,
    what: changesOf(stored?.value ?? own, sound.value ?? own),
    value: sound.value,
    ...(note !== undefined && note !== "" && { note }),
  });
  if (saved !== "done") {
    const live = await store.document(name);
    return failure(
      "conflict",
      `somebody saved version ${live?.version ?? 0} meanwhile; read it and save again`,
    );
  }
  await bus.publish({ type: "settings.changed", detail: { name, version, by } });
  return { ok: true, version };
}

/** Who changed a document, when, what and why; newest first. */
export async function documentHistory(
  { store }: Pick<Deps, "store">,
  name: string,
): Promise<Result<{ readonly changes: readonly NamedChange[] }>> {
  return { ok: true, changes: await withNames(store, await store.documentHistory(name, SHOWN)) };
}

/** Makes an earlier version live again, as a new version; 0 brings back what the stage and Heed ship. */
export async function revertDocument(
  deps: Changing,
  {
    name,
    by,
    version,
  }: { readonly name: DocumentName; readonly by: string; readonly version: number },
): Promise<Result<{ readonly version: number }>> {
  const earlier = version === 0 ? { value: null } : await deps.store.documentVersion(name, version);
  if (!earlier) return failure("not_found", "there was no such version");
  const { value } = earlier;
  const note = version === 0 ? "back to what is shipped" : `back to version ${version}`;
  for (let attempt = 1; ; attempt++) {
    const live = (await deps.store.document(name))?.version ?? 0;
    const saved = await replaceDocument(deps, { name, by, version: live, value, note });
    if (saved.ok || saved.code !== "conflict" || attempt === ATTEMPTS) return saved;
  }
}

/** A document that may go live, or its first fault. */
function soundDocument(name: DocumentName, input: unknown) {
  if (new TextEncoder().encode(JSON.stringify(input)).length > MAX_DOCUMENT_BYTES) {
    return failure("too_large", `a document of at most ${MAX_DOCUMENT_BYTES} bytes is kept`);
  }
  // A list would pass for a record without entries.
  const decoded = decode(documentSchemas[name], Array.isArray(input) ? undefined : input);
  if (!decoded.ok) return decoded;
  const fault = documentFault(name, decoded.value);
  return fault === undefined ? decoded : failure("refused", fault);
}

/** What holds where nobody has set anything. */
function shipped(settings: Deps["settings"], name: DocumentName): unknown {
  const { hours, timeZone, holdout, offers, theme = {} } = settings.stage ?? settings;
  const values: DocumentValues = {
    hours: { timeZone, ...hours } as DocumentValues["hours"],
    holdout: { share: holdout.share },
    offers,
    theme,
    replies: {},
    guides: {},
    panel: {},
  };
  return values[name];
}
