import { useState } from "preact/hooks";
import type {
  ExperimentReport,
  Interval,
  MoneyReport,
} from "../../../../functions/contract/reports.ts";
import { Fetched } from "../fetched.tsx";
import { count, money } from "../format.ts";
import { Scroll } from "../scroll.tsx";
import { useHttp } from "../use-http.ts";
import { Bars } from "./bars.tsx";
import { Funnel } from "./funnel.tsx";
import { ARMS, percent, verdict } from "./report.ts";
import { Routing } from "./routing.tsx";

const DAY = 86_400_000;
const SPANS = [7, 28, 90] as const;
/** That the reports on single chats reach back. */
const MOST_CHAT_DAYS = 31;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What invitations do: visitors who may be invited against those held out. */
export function Effect() {
  const [days, setDays] = useState<number>(28);
  const to = dayOf(Date.now());
  const from = dayOf(Date.now() - (days - 1) * DAY);
  const [reply] = useHttp<ExperimentReport>(`experiment?from=${from}&to=${to}`);
  return (
    <div class="effect">
      <header>
        <h2>Effect of the invitations</h2>
        <label>
          <span class="sr">Days</span>
          <select
            value={days}
            onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
          >
            {SPANS.map((span) => (
              <option key={span} value={span}>
                last {span} days
              </option>
            ))}
          </select>
        </label>
      </header>
      <Fetched reply={reply} waiting="Counting …">
        {(report) => <Figures report={report} />}
      </Fetched>
      <Funnel days={Math.min(days, MOST_CHAT_DAYS)} />
      <Routing from={dayOf(Date.now() - (Math.min(days, MOST_CHAT_DAYS) - 1) * DAY)} to={to} />
    </div>
  );
}

function Figures({ report }: { readonly report: ExperimentReport }) {
  const { arms, uplift, value, margin, ordersWithoutMargin } = report;
  return (
    <>
      <p class="verdict">{verdict(uplift)}</p>
      <section>
        <h3>Share who order</h3>
        <Bars
          label="Share who order"
          bars={ARMS.map(([arm, label]) => {
            const { conversion, exposures, orders } = arms[arm];
            const words = conversion
              ? `${percent(conversion.estimate)} (${orders} of ${count(exposures, "visitor")})`
              : "nobody yet";
            return { label, words, value: conversion?.estimate ?? 0, ...ends(conversion) };
          })}
        />
      </section>
      <section>
        <h3>From visitor to order</h3>
        <div class="halves">
          {ARMS.map(([arm, label]) => (
            <Bars
              key={arm}
              label={label}
              bars={[
                {
                  label: `${label}: visitors in a rule's moment`,
                  value: arms[arm].exposures,
                  words: String(arms[arm].exposures),
                },
                {
                  label: "of them ordered",
                  value: arms[arm].orders,
                  words: String(arms[arm].orders),
                },
              ]}
            />
          ))}
        </div>
      </section>
      <details>
        <summary>The figures in a table</summary>
        <Scroll label="The figures in a table">
          <table>
            <thead>
              <tr>
                <th scope="col">Visitors</th>
                <th scope="col">In a rule's moment</th>
                <th scope="col">Orders</th>
                <th scope="col">Share</th>
                <th scope="col">95 %</th>
              </tr>
            </thead>
            <tbody>
              {ARMS.map(([arm, label]) => (
                <tr key={arm}>
                  <th scope="row">{label}</th>
                  <td>{arms[arm].exposures}</td>
                  <td>{arms[arm].orders}</td>
                  <td>{arms[arm].conversion ? percent(arms[arm].conversion.estimate) : "–"}</td>
                  <td>
                    {arms[arm].conversion
                      ? `${percent(arms[arm].conversion.low)} to ${percent(arms[arm].conversion.high)}`
                      : "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
      <MoneyTable title="Order value per visitor, net of discounts" rows={value} />
      <MoneyTable title="Margin per visitor, net of discounts" rows={margin} />
      {ordersWithoutMargin > 0 && (
        <p class="muted">{count(ordersWithoutMargin, "order")} came without a margin.</p>
      )}
    </>
  );
}

const ends = (interval: Interval | undefined) =>
  interval ? { low: interval.low, high: interval.high } : {};

function MoneyTable({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly MoneyReport[];
}) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Scroll label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">Currency</th>
              {ARMS.map(([arm, label]) => (
                <th key={arm} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">Difference (95 %)</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ currency, perExposure, difference }) => (
              <tr key={currency}>
                <th scope="row">{currency}</th>
                {ARMS.map(([arm]) => (
                  <td key={arm}>{money(perExposure[arm], currency)}</td>
                ))}
                <td>
                  {difference
                    ? `${money(difference.estimate, currency)} (${money(difference.low, currency)} to ${money(difference.high, currency)})`
                    : "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
