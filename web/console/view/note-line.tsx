import type { Note } from "../../../functions/contract/desk.ts";
import { clock, moment } from "./format.ts";
import { memo } from "./memo.ts";
import { Words } from "./words.tsx";

const LABELS: Readonly<Record<Note["kind"], string>> = {
  note: "Note",
  whisper: "Whisper from the supervisor",
  "hand-over": "Handed over",
  routing: "Why this agent",
};

/** What colleagues tell each other, between the messages; by its colour and its words not for the shopper. */
export const NoteLine = memo(
  ({
    note: { kind, by, at, text, mentions },
    self,
    query,
  }: {
    readonly note: Note;
    /** This agent's id. */
    readonly self: string | undefined;
    readonly query: string;
  }) => {
    const named = self !== undefined && mentions?.includes(self);
    return (
      <div class={`note-line ${kind}`}>
        <p class="meta">
          <strong>{LABELS[kind]}</strong>
          {by && ` · ${by.name}`} ·{" "}
          <time dateTime={new Date(at).toISOString()} title={moment(at)}>
            {clock(at)}
          </time>{" "}
          · not visible to the shopper
          {named && <span class="badge">names you</span>}
        </p>
        <p class="words" dir="auto">
          <Words text={text} query={query} />
        </p>
      </div>
    );
  },
);
