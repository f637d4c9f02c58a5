import { count, languageName, phrase } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import type { DryRun, Tally } from "./answers.ts";

const ROWS: readonly (readonly [string, (tally: Tally) => string])[] = [
  ["Conditions held", ({ fired }) => String(fired)],
  ["Would have invited", ({ invited }) => String(invited)],
  ["Visits with an invitation", ({ visits }) => String(visits)],
  ["Stopped by", ({ stopped }) => listed(stopped)],
  ["On pages", ({ on }) => listed(on.page)],
  ["Languages", ({ on }) => listed(on.language, languageName)],
  ["Most invitations in an hour", ({ load }) => String(load.busiestHour)],
  ["Most open at once", ({ load }) => String(load.mostOpen)],
  ["Agents held, minutes", ({ load }) => load.heldMinutes.toFixed(0)],
];

function listed(counts: Readonly<Record<string, number>>, say = phrase): string {
  const found = Object.entries(counts).filter(([, n]) => n > 0);
  return found.length === 0 ? "–" : found.map(([name, n]) => `${say(name)} ${n}`).join(", ");
}

/** What a draft would have done on recorded visits, beside the live rules. */
export function DryRunTable({ run }: { readonly run: DryRun }) {
  const { visits, moments, days, draft, live, allDraft, allLive, displaced } = run;
  const taken = Object.entries(displaced);
  return (
    <section aria-label="Trial">
      <h3>On {count(visits, "recorded visit")}</h3>
      <p class="muted">
        {count(moments, "moment")} on {count(days.length, "day")}. Nothing was written, nobody was
        invited.
      </p>
      <Scroll label="Trial, in a table">
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">Draft</th>
              <th scope="col">Live rule</th>
              <th scope="col">All with the draft</th>
              <th scope="col">All live</th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([label, say]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {[draft, live, allDraft, allLive].map((tally, column) => (
                  <td key={`${label} ${column}`}>{say(tally)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {taken.length > 0 && (
        <p>Takes the place of: {taken.map(([rule, n]) => `${phrase(rule)} ${n}`).join(", ")}.</p>
      )}
    </section>
  );
}
