import { urgencyOf, type Waiting } from "../desk/waiting.ts";
import { duration } from "./format.ts";
import { useSeconds } from "./ticker.ts";

const LABELS = {
  first: { calm: "First answer", soon: "First answer soon", late: "First answer late" },
  next: { calm: "Answer", soon: "Answer soon", late: "Answer late" },
} as const;

/** How long the shopper has waited for words, against the service level: in colour and in words. */
export function ServiceClock({
  waiting,
  now,
}: {
  readonly waiting: Waiting;
  readonly now: () => number;
}) {
  const time = useSeconds(now);
  const urgency = urgencyOf(waiting, time);
  return (
    <span class={`clock ${urgency}`}>
      {LABELS[waiting.kind][urgency]} · {duration(time - waiting.since)}
    </span>
  );
}
