import type { ServiceLog, Sort } from "../../desk/service.ts";
import { count, duration, languageName, phrase } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { Sparkline } from "./sparkline.tsx";

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const TITLES: Readonly<Record<Sort, string>> = { language: "Language", topic: "Topic" };
const NAMES: Readonly<Record<Sort, (name: string) => string>> = {
  language: languageName,
  topic: (name) => (name === "" ? "Not known" : phrase(name)),
};

/** Who waits and how well it goes, by language or by topic, with the last ten minutes of both. */
export function ServiceTable({ log, sort }: { readonly log: ServiceLog; readonly sort: Sort }) {
  const { rows, waitingPoints, levelPoints } = log.by[sort];
  const nameOf = NAMES[sort];
  const title = `Service by ${sort}`;
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>No conversation is open.</p>
      ) : (
        <Scroll label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{TITLES[sort]}</th>
                <th scope="col">Waiting</th>
                <th scope="col">Longest</th>
                <th scope="col">Waiting, ten minutes</th>
                <th scope="col">Within 20 s</th>
                <th scope="col">Within 20 s, ten minutes</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, waiting, longest, level, decided }) => (
                <tr key={name}>
                  <th scope="row">{nameOf(name)}</th>
                  <td>{waiting}</td>
                  <td>{waiting > 0 ? duration(longest) : "–"}</td>
                  <td>
                    <Sparkline
                      points={waitingPoints.get(name) ?? []}
                      most={3}
                      label={`Waiting in ${nameOf(name)}`}
                      say={String}
                    />
                  </td>
                  <td>
                    {level === undefined ? "–" : percent(level)}{" "}
                    {decided > 0 && <span class="muted">of {count(decided, "wait")}</span>}
                  </td>
                  <td>
                    <Sparkline
                      points={levelPoints.get(name) ?? []}
                      most={1}
                      label={`Answered within 20 s in ${nameOf(name)}`}
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
