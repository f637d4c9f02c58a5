import type { Colleague } from "../../../../functions/contract/desk.ts";
import { byReadiness } from "../../desk/targets.ts";
import { languageName } from "../format.ts";

/** Who is there, and how much each has in hand. */
export function AgentList({ agents }: { readonly agents: readonly Colleague[] }) {
  return (
    <section>
      <h2>Agents</h2>
      <ul class="people">
        {byReadiness(agents).map(({ id, name, presence, reason, load, capacity, languages }) => (
          <li key={id}>
            <strong class="clip">{name}</strong>
            <span class={`presence ${presence}`}>
              {presence}
              {reason !== undefined && `: ${reason}`}
            </span>
            <meter
              min={0}
              max={Math.max(1, capacity)}
              value={load}
              aria-label={`${load} of ${capacity} slots`}
            />
            <span class="muted">
              {load} of {capacity}
            </span>
            <span class="muted clip tongues">
              {Object.keys(languages).map(languageName).join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
