import { useState } from "preact/hooks";
import { type CannedReply, WRITING_LANGUAGES } from "../../writing/data.ts";
import { mergedReplies, refreshOverrides } from "../../writing/overrides.ts";
import { fuzzyFilter } from "../../writing/search.ts";
import { useDesk } from "../desk-context.ts";
import { count, languageName } from "../format.ts";
import type { DocumentValues } from "./answers.ts";
import { DocumentPage, type Faults } from "./document-page.tsx";
import { SelectField, TextField } from "./field.tsx";
import { NewReply, ReplyForm } from "./reply-form.tsx";
import { useShipped } from "./use-shipped.ts";
import { variableFault } from "./variables.ts";

type Replies = DocumentValues["replies"];
type Own = Replies[string];

function check(replies: Replies): Faults {
  const faults: Record<string, string> = {};
  for (const [language, own] of Object.entries(replies)) {
    for (const [id, reply] of Object.entries(own)) {
      if (!reply) continue;
      const path = `${language}.${id}`;
      if (reply.title.trim() === "") faults[`${path}.title`] = "It needs a name to be found by.";
      const fault =
        reply.text.trim() === "" ? "There is nothing to say." : variableFault(reply.text);
      if (fault !== undefined) faults[`${path}.text`] = fault;
    }
  }
  return faults;
}

/** Canned replies: the shipped ones as they are or as the shop wants them, and the shop's own. */
export function Replies() {
  const { http } = useDesk();
  const [language, setLanguage] = useState<string>("en");
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<string>();
  const shipped = useShipped(language);
  return (
    <DocumentPage
      name="replies"
      title="Canned replies"
      intro="What a slash brings in the message field. The shipped ones can be changed or taken away, and others added, language by language."
      check={check}
      onSaved={() => void refreshOverrides(http, true)}
    >
      {({ value, change, fault }) => {
        const own: Own = value[language] ?? {};
        const put = (next: Own) => {
          const { [language]: _, ...others } = value;
          change(Object.keys(next).length > 0 ? { ...others, [language]: next } : others);
        };
        const ships = (id: string) => shipped?.replies.find((reply) => reply.id === id);
        const away = (shipped?.replies ?? []).filter(({ id }) => own[id] === null);
        const shown = [...mergedReplies(shipped?.replies ?? [], own), ...away];
        const found = fuzzyFilter(query, shown, ({ title, id, text }) => [title, id, text]);
        const without = (id: string): Own => {
          const { [id]: _, ...others } = own;
          return others;
        };
        return (
          <>
            <div class="fields">
              <SelectField
                label="Language"
                value={language}
                options={WRITING_LANGUAGES.map((code) => [code, languageName(code)] as const)}
                onChange={(code) => {
                  setLanguage(code);
                  setOpen(undefined);
                }}
              />
              <TextField label="Search" value={query} most={80} onChange={setQuery} />
            </div>
            <p role="status" class="muted">
              {shipped ? count(found.length, "reply", "replies") : "Fetching …"}
            </p>
            <ul class="texts">
              {found.map((reply) => (
                <li key={reply.id}>
                  <Summary
                    reply={reply}
                    language={language}
                    state={stateOf(own[reply.id], ships(reply.id))}
                    open={open === reply.id}
                    onOpen={() => setOpen(open === reply.id ? undefined : reply.id)}
                  />
                  {open === reply.id && own[reply.id] !== null && (
                    <ReplyForm
                      reply={reply}
                      language={language}
                      fault={(field) => fault(`${language}.${reply.id}.${field}`)}
                      onChange={({ title, text }) => put({ ...own, [reply.id]: { title, text } })}
                    />
                  )}
                  {open === reply.id && (
                    <p class="acts">
                      {own[reply.id] !== null && (
                        <button
                          type="button"
                          class="quiet"
                          onClick={() =>
                            put(ships(reply.id) ? { ...own, [reply.id]: null } : without(reply.id))
                          }
                        >
                          Take away
                        </button>
                      )}
                      {Object.hasOwn(own, reply.id) && ships(reply.id) && (
                        <button type="button" class="quiet" onClick={() => put(without(reply.id))}>
                          As shipped
                        </button>
                      )}
                    </p>
                  )}
                </li>
              ))}
            </ul>
            <NewReply
              taken={(id) => shown.some((reply) => reply.id === id)}
              onAdd={(id, title) => {
                put({ ...own, [id]: { title, text: "" } });
                setQuery("");
                setOpen(id);
              }}
            />
          </>
        );
      }}
    </DocumentPage>
  );
}

function stateOf(own: Own[string] | undefined, shipped: CannedReply | undefined): string {
  if (own === null) return "taken away";
  if (!own) return "shipped";
  return shipped ? "changed" : "added";
}

function Summary({
  reply: { id, title, text },
  language,
  state,
  open,
  onOpen,
}: {
  readonly reply: CannedReply;
  readonly language: string;
  readonly state: string;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  return (
    <div class="summary">
      <div>
        <strong lang={language}>{title}</strong>{" "}
        <span class={state === "shipped" ? "muted" : "badge"}>{state}</span>
        <p class="muted clip" lang={language}>
          {text}
        </p>
      </div>
      <button type="button" class="quiet" aria-expanded={open} onClick={onOpen}>
        Edit<span class="sr"> {title || id}</span>
      </button>
    </div>
  );
}
