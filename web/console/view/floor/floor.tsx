import { useEffect } from "preact/hooks";
import { ALARM, type Alarm, alarmCounts } from "../../desk/alarms.ts";
import { useDesk } from "../desk-context.ts";
import { clock, count, duration } from "../format.ts";
import type { LeadProps } from "../lead-view.tsx";
import { AgentList } from "./agent-list.tsx";
import { LiveList } from "./live-list.tsx";
import { ServiceTable } from "./service-table.tsx";

const TOLD: Readonly<Record<Alarm, (number: number) => string>> = {
  waiting: (number) =>
    `${count(number, "shopper")} ${number === 1 ? "waits" : "wait"} for more than ${duration(ALARM.waiting)}.`,
  silent: (number) =>
    `${count(number, "shopper")} ${number === 1 ? "waits" : "wait"} for a word for more than ${duration(ALARM.silent)}.`,
  angry: (number) => `${count(number, "chat")} with angry words.`,
};

/** The supervisor's desk: who waits, who answers, and what goes wrong. */
export function FloorView({ state }: LeadProps) {
  const { desk } = useDesk();
  const { floor, log, problem } = state.floor;
  useEffect(() => desk.floor.start(), [desk]);
  if (!floor) return <p class="muted">{problem ?? "Looking …"}</p>;
  const alarms = alarmCounts(floor.conversations, floor.at);
  return (
    <div class="floor">
      <header>
        <h2>Floor</h2>
        <span class="muted">
          {problem
            ? `${problem} Last look at ${clock(floor.at)}`
            : `Every 5 s, at ${clock(floor.at)}`}
        </span>
      </header>
      <div role="alert">
        {[...alarms].map(([alarm, number]) => (
          <p key={alarm} class={alarm === "waiting" ? "banner late" : "banner soon"}>
            {TOLD[alarm](number)}
          </p>
        ))}
      </div>
      <p class="muted">
        Answered within 20 s: of the waits seen since this page was opened, in the last hour, to
        five seconds.
      </p>
      <ServiceTable log={log} sort="language" />
      <ServiceTable log={log} sort="topic" />
      <div class="halves">
        <LiveList floor={floor} />
        <AgentList agents={floor.agents} />
      </div>
    </div>
  );
}
