import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";
import { Fetched } from "../fetched.tsx";
import { count, moment } from "../format.ts";
import type { LeadProps } from "../lead-view.tsx";
import { useHttp } from "../use-http.ts";
import type { DryRun, RulesView } from "./answers.ts";
import { Editor } from "./editor.tsx";
import { HistoryList } from "./history.tsx";
import { RuleCard } from "./rule-card.tsx";

/** What is being edited: the rule at a place, or all of them. */
type Editing = { readonly kind: "one"; readonly index: number } | { readonly kind: "all" };

/** The live rules for everybody who leads; admins try, change and take back. */
export function Rules({ state }: LeadProps) {
  const [reply, again] = useHttp<RulesView>("rules");
  const admin = state.profile?.role === "admin";
  return (
    <Fetched reply={reply}>{(live) => <Live live={live} admin={admin} again={again} />}</Fetched>
  );
}

function Live({
  live: { rules, version, at, by },
  admin,
  again,
}: {
  readonly live: RulesView;
  readonly admin: boolean;
  readonly again: () => void;
}) {
  const { http } = useDesk();
  const [editing, setEditing] = useState<Editing>();
  const [history, setHistory] = useState(false);
  const save = (set: unknown, note: string) =>
    http.ask("rules", {
      method: "PUT",
      headers: { "if-match": `"${version}"` },
      body: { rules: set, ...(note !== "" && { note }) },
    });
  const saveOne = (index: number) => (rule: unknown, note: string) =>
    save(
      rules.map((each, place) => (place === index ? rule : each)),
      note,
    );
  const tryOut = (rule: unknown) =>
    http.ask<DryRun>("rules/dry-run", { method: "POST", body: { rule } });
  const done = () => {
    setEditing(undefined);
    again();
  };
  const one = editing?.kind === "one" ? rules[editing.index] : undefined;
  return (
    <div class="rules">
      <header>
        <h2>Rules</h2>
        <span class="muted">
          {count(rules.length, "rule")}, version {version}
          {at !== undefined && ` of ${moment(at)}`}
          {by && ` by ${by.name ?? by.id}`}
        </span>
        <span class="space" />
        <button
          type="button"
          class="quiet"
          aria-expanded={history}
          onClick={() => setHistory(!history)}
        >
          History
        </button>
        {admin && (
          <button type="button" class="quiet" onClick={() => setEditing({ kind: "all" })}>
            Edit all as JSON
          </button>
        )}
      </header>
      {!admin && <p class="muted">Only admins try, change or take back rules.</p>}
      {history && <HistoryList live={version} admin={admin} onReverted={again} />}
      {editing?.kind === "all" && (
        <Editor title="All rules" value={rules} onSave={save} onClose={done} />
      )}
      {editing?.kind === "one" && one && (
        <Editor
          key={one.id}
          title={`Rule ${one.id}`}
          value={one}
          index={editing.index}
          onSave={saveOne(editing.index)}
          onTry={tryOut}
          onClose={done}
        />
      )}
      <ol class="rule-list">
        {rules.map((rule, index) => (
          <li key={rule.id}>
            <RuleCard
              rule={rule}
              onEdit={admin ? () => setEditing({ kind: "one", index }) : undefined}
              onTry={admin ? () => tryOut(rule) : undefined}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}
