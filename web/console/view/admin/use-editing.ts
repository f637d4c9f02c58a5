import { useState } from "preact/hooks";
import type { HttpFailure, HttpReply } from "../../http.ts";
import { useDesk } from "../desk-context.ts";
import type { Change, Changes } from "./answers.ts";
import { draftOf, keepDraft } from "./drafts.ts";

/** Somebody saved meanwhile: which versions, newest first. */
export interface Conflict {
  readonly live: number;
  readonly changes: readonly Change[];
}

export interface Editing<T> {
  /** What is on the screen: the draft, or what is live. */
  readonly value: T;
  readonly unsaved: boolean;
  readonly busy: boolean;
  readonly saved: boolean;
  readonly failure: HttpFailure | undefined;
  readonly conflict: Conflict | undefined;
  readonly change: (value: T) => void;
  readonly save: (note: string) => Promise<boolean>;
  readonly drop: () => void;
  /** After a conflict: the edits stand over the version that is live now. */
  readonly keepOver: () => void;
}

/**
 * Edits of something that has versions.
 * @param path of the API, below which `history` tells what others saved
 * @param live as it was fetched; a later one takes the place of what is not edited
 * @param body what is sent of a value
 * @param again fetches the live one anew
 */
export function useEditing<T>(
  path: string,
  live: { readonly version: number; readonly value: T },
  body: (value: T, note: string) => object,
  again: () => void,
): Editing<T> {
  const { http } = useDesk();
  const [, draw] = useState(0);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<HttpFailure>();
  const [conflict, setConflict] = useState<Conflict>();
  const draft = draftOf(path);
  const keep = (next: Parameters<typeof keepDraft>[1]) => {
    keepDraft(path, next);
    draw((n) => n + 1);
  };
  const settle = () => {
    setFailure(undefined);
    setConflict(undefined);
  };
  const lookUp = async (since: number): Promise<Conflict> => {
    const reply = await http.ask<Changes>(`${path}/history`);
    const changes = reply.ok ? reply.value.changes.filter(({ version }) => version > since) : [];
    return { live: changes[0]?.version ?? since + 1, changes };
  };
  return {
    value: (draft?.value as T | undefined) ?? live.value,
    unsaved: draft !== undefined,
    busy,
    saved,
    failure,
    conflict,
    change(value) {
      setSaved(false);
      setFailure(undefined);
      keep({ version: draft?.version ?? live.version, value });
    },
    async save(note) {
      if (busy || !draft) return false;
      setBusy(true);
      const reply: HttpReply<{ version: number }> = await http.ask(path, {
        method: "PUT",
        headers: { "if-match": `"${draft.version}"` },
        body: body(draft.value as T, note.trim()),
      });
      setBusy(false);
      settle();
      if (reply.ok) {
        keep(undefined);
        setSaved(true);
        again();
        return true;
      }
      if (reply.code === "conflict") setConflict(await lookUp(draft.version));
      else setFailure(reply);
      return false;
    },
    drop() {
      settle();
      keep(undefined);
      again();
    },
    keepOver() {
      if (!conflict || !draft) return;
      settle();
      keep({ ...draft, version: conflict.live });
      again();
    },
  };
}
