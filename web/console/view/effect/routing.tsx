import type {
  RoutedReport,
  RoutingFigures,
  RoutingReport,
} from "../../../../functions/contract/reports.ts";
import { Fetched } from "../fetched.tsx";
import { Scroll } from "../scroll.tsx";
import { useHttp } from "../use-http.ts";
import { gap, percent } from "./report.ts";

const SHARES = [
  ["answered20", "Answered within 20 s"],
  ["abandoned", "Gave up"],
  ["languageMatch", "Of those answered, by somebody fluent"],
] as const;

/** What the router does, beside the baseline that routes the control share. Days: YYYY-MM-DD, UTC, both included, at most 31. */
export function Routing({ from, to }: { readonly from: string; readonly to: string }) {
  const [reply] = useHttp<RoutingReport>(`routing?from=${from}&to=${to}`);
  return (
    <section>
      <h3>The router beside the control share</h3>
      <p class="muted">
        A share of the chats goes, for ever, to whoever has been idle longest of those who speak the
        language. Whoever gave up counts with their wait.
      </p>
      <Fetched reply={reply} waiting="Counting …">
        {(report) => <Figures {...report} />}
      </Fetched>
    </section>
  );
}

function Figures({ router, control, differences }: RoutingFigures) {
  if (router.contacts + control.contacts === 0) return <p>Nobody asked for a chat.</p>;
  const wait = ({ meanWait }: RoutedReport) =>
    meanWait === undefined ? "–" : `${Math.round(meanWait)} s`;
  return (
    <Scroll label="The router beside the control share">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">Router</th>
            <th scope="col">Control share</th>
            <th scope="col">Difference in points (95 %)</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Chats</th>
            <td>{router.contacts}</td>
            <td>{control.contacts}</td>
            <td>–</td>
          </tr>
          {SHARES.map(([name, label]) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{shareOf(router, name)}</td>
              <td>{shareOf(control, name)}</td>
              <td>{differences[name] ? gap(differences[name]) : "–"}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Mean wait</th>
            <td>{wait(router)}</td>
            <td>{wait(control)}</td>
            <td>–</td>
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

const shareOf = (report: RoutedReport, name: (typeof SHARES)[number][0]): string => {
  const share = report[name];
  return share ? percent(share.estimate) : "–";
};
