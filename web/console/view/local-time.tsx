import { useDesk } from "./desk-context.ts";
import { clockIn } from "./format.ts";
import { useSeconds } from "./ticker.ts";

/** What time it is for the shopper. Nothing for a zone that this browser doesn't know. */
export function LocalTime({ zone }: { readonly zone: string }) {
  const { now } = useDesk();
  const time = clockIn(zone, useSeconds(now));
  if (time === undefined) return null;
  return (
    <div>
      <dt>Local time</dt>
      <dd>
        {time} <span class="muted">{zone.replaceAll("_", " ")}</span>
      </dd>
    </div>
  );
}
