import { useEffect } from "preact/hooks";
import { ALARM, alarmOf } from "../../desk/service.ts";
import { useDesk } from "../desk-context.ts";
import { clock, count, duration } from "../format.ts";
import type { LeadProps } from "../lead-view.tsx";
import { AgentList } from "./agent-list.tsx";
import { LiveList } from "./live-list.tsx";
import { ServiceTable } from "./service-table.tsx";

/** The supervisor's desk: who waits, who answers, and what goes wrong. */
export function FloorView({ state }: LeadProps) {
  const { desk } = useDesk();
  const { floor, log, problem } = state.floor;
  useEffect(() => desk.floor.start(), [desk]);
  if (!floor) return <p class="muted">{problem ?? "Looking …"}</p>;
  const alarms = floor.conversations.map((each) => alarmOf(each, floor.at));
  const waiting = alarms.filter((alarm) => alarm === "waiting").length;
  const silent = alarms.filter((alarm) => alarm === "silent").length;
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
        {waiting > 0 && (
          <p class="banner late">
            {count(waiting, "shopper")} {waiting === 1 ? "waits" : "wait"} for more than{" "}
            {duration(ALARM.waiting)}.
          </p>
        )}
        {silent > 0 && (
          <p class="banner soon">
            {count(silent, "chat")} silent for more than {duration(ALARM.silent)}.
          </p>
        )}
      </div>
      <ServiceTable log={log} />
      <div class="halves">
        <LiveList floor={floor} />
        <AgentList agents={floor.agents} />
      </div>
    </div>
  );
}
