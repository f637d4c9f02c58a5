import { useState } from "preact/hooks";
import type { PainReport } from "../../../../functions/contract/reports.ts";
import { Bars } from "../effect/bars.tsx";
import { Fetched } from "../fetched.tsx";
import { count, languageName, money } from "../format.ts";
import type { LeadProps } from "../lead-view.tsx";
import { useHttp } from "../use-http.ts";
import { Download } from "./download.tsx";
import { painPoints } from "./report.ts";
import { PainTable } from "./table.tsx";

const DAY = 86_400_000;
/** Bars on the screen. */
const SHOWN = 8;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What goes wrong for shoppers, by days and language: what hurts most in bars with the shoppers' words, and all of it in a table. */
export function Pain({ state }: LeadProps) {
  const today = dayOf(state.now());
  const [from, setFrom] = useState(dayOf(state.now() - 6 * DAY));
  const [to, setTo] = useState(today);
  const [language, setLanguage] = useState("");
  /** Languages that were seen, so that choosing one does not take away the others. */
  const [seen, setSeen] = useState<readonly string[]>([]);
  const query = `from=${from}&to=${to}${language === "" ? "" : `&language=${language}`}`;
  const [reply] = useHttp<PainReport>(`pain-points?${query}`);
  const rows = reply?.ok ? reply.value.rows : [];
  const known = [...new Set([...seen, ...rows.map((row) => row.language)])].sort();
  if (known.length > seen.length) setSeen(known);
  const day = (label: string, value: string, set: (day: string) => void) => (
    <label>
      {label}{" "}
      <input
        type="date"
        value={value}
        max={today}
        onChange={({ currentTarget }) => currentTarget.value !== "" && set(currentTarget.value)}
      />
    </label>
  );
  return (
    <div class="pain">
      <header>
        <h2>Pain points</h2>
        {day("From", from, setFrom)}
        {day("to", to, setTo)}
        <label>
          <span class="sr">Language</span>
          <select
            value={language}
            onChange={({ currentTarget }) => setLanguage(currentTarget.value)}
          >
            <option value="">all languages</option>
            {known.map((each) => (
              <option key={each} value={each}>
                {languageName(each)}
              </option>
            ))}
          </select>
        </label>
        <Download query={query} />
      </header>
      <Fetched reply={reply} waiting="Counting …">
        {(report) => <Points report={report} />}
      </Fetched>
    </div>
  );
}

function Points({ report: { rows, partial } }: { readonly report: PainReport }) {
  const points = painPoints(rows);
  if (points.length === 0) return <p>No chat ended that began on these days.</p>;
  const shown = points.slice(0, SHOWN);
  return (
    <>
      {partial && <p class="muted">More chats than one report reads: the oldest are missing.</p>}
      <section>
        <h3>What hurts most</h3>
        <Bars
          label="What hurts most"
          bars={shown.map(({ name, chats, cart }) => ({
            label: name,
            value: chats,
            words: [
              count(chats, "chat"),
              ...[...cart].map(([currency, value]) => `${money(value, currency)} in carts`),
            ].join(", "),
          }))}
        />
      </section>
      <section>
        <h3>In the shoppers' words</h3>
        <ul class="words">
          {shown
            .filter(({ words }) => words.length > 0)
            .map(({ name, words }) => (
              <li key={name}>
                <strong>{name}</strong>
                {words.map((each) => (
                  <blockquote key={each} dir="auto">
                    {each}
                  </blockquote>
                ))}
              </li>
            ))}
        </ul>
        {shown.every(({ words }) => words.length === 0) && <p class="muted">Nobody wrote any.</p>}
      </section>
      <PainTable rows={rows} />
    </>
  );
}
