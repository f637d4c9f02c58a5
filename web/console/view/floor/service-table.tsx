import type { ServiceLog } from "../../desk/service.ts";
import { count, duration, languageName } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { Sparkline } from "./sparkline.tsx";

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Who waits and how well it goes, by language, with the last ten minutes of both. */
export function ServiceTable({ log }: { readonly log: ServiceLog }) {
  const { languages, waitingPoints, levelPoints } = log;
  return (
    <section>
      <h2>Service by language</h2>
      <p class="muted">
        Answered within 20 s: of the waits seen since this page was opened, in the last hour, to
        five seconds.
      </p>
      {languages.length === 0 ? (
        <p>No conversation is open.</p>
      ) : (
        <Scroll label="Service by language">
          <table>
            <thead>
              <tr>
                <th scope="col">Language</th>
                <th scope="col">Waiting</th>
                <th scope="col">Longest</th>
                <th scope="col">Ten minutes</th>
                <th scope="col">Within 20 s</th>
                <th scope="col">Ten minutes</th>
              </tr>
            </thead>
            <tbody>
              {languages.map(({ language, waiting, longest, level, decided }) => (
                <tr key={language}>
                  <th scope="row">{languageName(language)}</th>
                  <td>{waiting}</td>
                  <td>{waiting > 0 ? duration(longest) : "–"}</td>
                  <td>
                    <Sparkline
                      points={waitingPoints.get(language) ?? []}
                      most={3}
                      label={`Waiting in ${languageName(language)}`}
                      say={String}
                    />
                  </td>
                  <td>
                    {level === undefined ? "–" : percent(level)}{" "}
                    {decided > 0 && <span class="muted">of {count(decided, "wait")}</span>}
                  </td>
                  <td>
                    <Sparkline
                      points={levelPoints.get(language) ?? []}
                      most={1}
                      label={`Answered within 20 s in ${languageName(language)}`}
                      say={percent}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
