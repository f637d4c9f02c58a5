import { type PainRow, UNKNOWN } from "../../../../functions/contract/reports.ts";
import { languageName, money } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { say } from "./report.ts";

/** Rows on the screen; the file for spreadsheets has them all. */
const SHOWN = 200;

const amount = (value: number, currency: string): string =>
  currency === UNKNOWN ? "–" : money(value, currency);

/** Every row of the report: signal, page, reason, outcome, money. */
export function PainTable({ rows }: { readonly rows: readonly PainRow[] }) {
  return (
    <details>
      <summary>The figures in a table</summary>
      {rows.length > SHOWN && (
        <p class="muted">
          The first {SHOWN} of {rows.length} rows.
        </p>
      )}
      <Scroll label="Pain points in a table">
        <table>
          <thead>
            <tr>
              {["Day", "Language", "Signal", "Page", "Reason", "Outcome", "Chats", "Carts"].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
              <th scope="col">Bought</th>
              <th scope="col">Score</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={Object.values(row).slice(0, 7).join(" ")}>
                <th scope="row">{row.day}</th>
                <td>{languageName(row.language)}</td>
                <td>{say(row.signal)}</td>
                <td>{say(row.page)}</td>
                <td>{say(row.reason)}</td>
                <td>{say(row.outcome)}</td>
                <td>{row.chats}</td>
                <td>{amount(row.cart, row.currency)}</td>
                <td>
                  {row.orders} · {amount(row.bought, row.currency)}
                </td>
                <td>{row.score ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
