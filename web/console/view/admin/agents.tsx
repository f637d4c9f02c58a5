import { useState } from "preact/hooks";
import { Fetched } from "../fetched.tsx";
import { languageName, phrase } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { useHttp } from "../use-http.ts";
import { AgentForm } from "./agent-form.tsx";
import type { AgentRow } from "./answers.ts";
import { isUnsaved } from "./drafts.ts";

const levels = (each: Readonly<Record<string, number>>, name: (key: string) => string): string =>
  Object.entries(each)
    .sort(([, a], [, b]) => b - a)
    .map(([key, level]) => `${name(key)} ${level}`)
    .join(", ");

/** Who works here: languages, skills, capacity, role. */
export function Agents() {
  const [reply, again] = useHttp<{ readonly agents: readonly AgentRow[] }>("agents");
  return <Fetched reply={reply}>{({ agents }) => <List agents={agents} again={again} />}</Fetched>;
}

function List({
  agents,
  again,
}: {
  readonly agents: readonly AgentRow[];
  readonly again: () => void;
}) {
  const [chosen, setChosen] = useState<string>();
  const agent = agents.find(({ id }) => id === chosen);
  const topics = [...new Set(agents.flatMap(({ skills }) => Object.keys(skills)))];
  return (
    <div class="document">
      <header>
        <h3>Agents</h3>
        <span class="muted">
          Levels go from 1 (a little) to 5 (native, expert). New agents get their sign-in by the
          command <code>npm run agents -- add</code>, which alone may write into the directory of
          sign-ins.
        </span>
      </header>
      {agent && (
        <AgentForm
          key={agent.id}
          agent={agent}
          topics={topics}
          again={again}
          onClose={() => setChosen(undefined)}
        />
      )}
      <Scroll label="Agents">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Languages</th>
              <th scope="col">Skills</th>
              <th scope="col">Chats at once</th>
              <th scope="col">Now</th>
              <th scope="col">
                <span class="sr">Edit</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {agents.map(({ id, name, email, role, languages, skills, capacity, presence }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {isUnsaved(`agents/${id}`) && <span class="badge still">not saved</span>}
                  <div class="muted">{email}</div>
                </th>
                <td>{phrase(role)}</td>
                <td>{levels(languages, languageName)}</td>
                <td>{levels(skills, phrase)}</td>
                <td>{capacity}</td>
                <td>
                  <span class={`presence ${presence}`}>{presence}</span>
                </td>
                <td>
                  <button
                    type="button"
                    class="quiet"
                    aria-expanded={id === chosen}
                    onClick={() => setChosen(id === chosen ? undefined : id)}
                  >
                    Edit<span class="sr"> {name}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
