import { useState } from "preact/hooks";
import type { FunnelCounts, FunnelReport } from "../../../../functions/contract/reports.ts";
import { Fetched } from "../fetched.tsx";
import { phrase } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { useHttp } from "../use-http.ts";
import { FunnelChart } from "./funnel-chart.tsx";
import { STEPS, summed } from "./funnel-report.ts";

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** From a rule's moment to the order, of all rules or one; the figures in a table, rule by rule or day by day. */
export function Funnel({ days }: { readonly days: number }) {
  const now = Date.now();
  const path = `funnel?from=${dayOf(now - (days - 1) * DAY)}&to=${dayOf(now)}`;
  const [reply] = useHttp<FunnelReport>(path);
  return (
    <Fetched reply={reply} waiting="Counting …">
      {(report) => <Steps report={report} days={days} />}
    </Fetched>
  );
}

function Steps({
  report: { rules, partial },
  days,
}: {
  readonly report: FunnelReport;
  readonly days: number;
}) {
  const [rule, setRule] = useState("");
  const chosen = rules.find((each) => each.rule === rule);
  const rows: readonly (readonly [string, FunnelCounts])[] = chosen
    ? chosen.days.map((each) => [each.day, each])
    : rules.map((each) => [phrase(each.rule), each]);
  return (
    <section class="funnel">
      <header>
        <h3>From a rule's moment to the order</h3>
        <label>
          <span class="sr">Rule</span>
          <select value={rule} onChange={({ currentTarget }) => setRule(currentTarget.value)}>
            <option value="">all rules</option>
            {rules.map((each) => (
              <option key={each.rule} value={each.rule}>
                {phrase(each.rule)}
              </option>
            ))}
          </select>
        </label>
      </header>
      <p class="muted">
        Visitors count once a day, chats when they have ended; of the last {days} days.
        {partial && " There were more chats than one report reads: the oldest are missing."}
      </p>
      {rows.length === 0 ? (
        <p>No rule had its moment.</p>
      ) : (
        <>
          <FunnelChart counts={chosen ?? summed(rules)} />
          <details>
            <summary>The funnel in a table</summary>
            <Scroll label="The funnel in a table">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{chosen ? "Day" : "Rule"}</th>
                    {STEPS.map(([step, label]) => (
                      <th key={step} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(([name, counts]) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      {STEPS.map(([step]) => (
                        <td key={step}>{counts[step]}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </details>
        </>
      )}
    </section>
  );
}
