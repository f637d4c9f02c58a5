import { useEffect, useRef, useState } from "preact/hooks";
import { languageName, phrase } from "../format.ts";
import type { AgentBody, AgentRow } from "./answers.ts";
import { NumberField, SelectField, TextField } from "./field.tsx";
import { History } from "./history.tsx";
import { Levels } from "./levels.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useEditing } from "./use-editing.ts";
import { useLanguages } from "./use-languages.ts";

type Profile = Omit<AgentBody, "note">;

const ROLES = [
  ["agent", "Agent"],
  ["supervisor", "Supervisor: watches, whispers, takes over, approves"],
  ["admin", "Admin: sets everything"],
] as const;

/** Topics that shipped rules ask for. */
const TOPICS = ["product", "delivery", "payment", "error", "returns"];

function check({ name, languages, capacity }: Profile): Readonly<Record<string, string>> {
  return {
    ...(name.trim() === "" && { name: "A name is needed; shoppers see it." }),
    ...(!Object.values(languages).some((level) => level > 0) && {
      languages: "At least one language.",
    }),
    ...(!(Number.isInteger(capacity) && capacity >= 1 && capacity <= 20) && {
      capacity: "A whole number from 1 to 20.",
    }),
  };
}

/** What an admin decides of an agent; never what she is doing. */
export function AgentForm({
  agent,
  topics,
  again,
  onClose,
}: {
  readonly agent: AgentRow;
  /** Skills that somebody has. */
  readonly topics: readonly string[];
  readonly again: () => void;
  readonly onClose: () => void;
}) {
  const [history, setHistory] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const served = useLanguages();
  // It stands above the list, which may be scrolled.
  useEffect(() => head.current?.focus(), []);
  const { id, email: _, presence: __, version, ...profile } = agent;
  const path = `agents/${id}`;
  const editing = useEditing<Profile>(
    path,
    { version, value: profile },
    (value, note) => ({ ...value, ...(note !== "" && { note }) }),
    again,
  );
  const { value, change } = editing;
  const faults = check(value);
  const languages = [...new Set([...served, ...Object.keys(value.languages)])];
  const skills = [...new Set([...TOPICS, ...topics, ...Object.keys(value.skills)])];
  return (
    <form
      class="editor"
      aria-label={`Agent ${agent.name}`}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <header>
        <h3 ref={head} tabIndex={-1}>
          {agent.name}
        </h3>
        <span class="muted">{version === 0 ? "Never changed" : `Version ${version}`}</span>
        <span class="space" />
        <button
          type="button"
          class="quiet"
          aria-expanded={history}
          onClick={() => setHistory(!history)}
        >
          History
        </button>
        <button type="button" class="quiet" onClick={onClose}>
          Close
        </button>
      </header>
      {history && (
        <History key={version} path={path} live={version} ships={false} onReverted={editing.drop} />
      )}
      <div class="fields">
        <TextField
          label="Name"
          problem={faults.name}
          value={value.name}
          most={60}
          onChange={(name) => change({ ...value, name })}
        />
        <SelectField
          label="Role"
          hint="Rights of another role end at once; their console comes back with the new ones."
          value={value.role}
          options={ROLES}
          onChange={(role) => change({ ...value, role })}
        />
        <NumberField
          label="Chats at once"
          problem={faults.capacity}
          value={value.capacity}
          least={1}
          most={20}
          onChange={(capacity) => change({ ...value, capacity })}
        />
      </div>
      <Levels
        legend="Languages"
        problem={faults.languages}
        names={languages}
        inWords={languageName}
        levels={value.languages}
        onChange={(next) => change({ ...value, languages: next })}
      />
      <Levels
        legend="Skills"
        names={skills}
        inWords={phrase}
        levels={value.skills}
        onChange={(next) => change({ ...value, skills: next })}
      />
      <SaveBar editing={editing} faulty={Object.keys(faults).length > 0} />
    </form>
  );
}
