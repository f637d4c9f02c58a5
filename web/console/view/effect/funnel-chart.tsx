import type { FunnelCounts } from "../../../../functions/contract/reports.ts";
import { STEPS, shareOf } from "./funnel-report.ts";

/** The drawing's own units. */
const WIDTH = 400;
const ROW = 40;
const BAR = 18;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A bar for every step, in the middle, so that what is lost shows on both sides; the held out stand beside, in another pattern. */
export function FunnelChart({ counts }: { readonly counts: FunnelCounts }) {
  const most = Math.max(1, counts.eligible);
  const rows = STEPS.map(([step, label], index) => {
    const share = step === "eligible" ? undefined : shareOf(step, counts);
    const words = `${counts[step]}${share === undefined ? "" : ` (${percent(share)})`}`;
    return { step, label, words, width: (counts[step] / most) * WIDTH, top: index * ROW };
  });
  return (
    <svg
      class="funnel-chart"
      viewBox={`0 0 ${WIDTH} ${ROW * rows.length}`}
      role="img"
      aria-label={`Funnel: ${rows.map(({ label, words }) => `${label} ${words}`).join("; ")}`}
    >
      {rows.map(({ step, label, words, width, top }) => (
        <g key={step}>
          <text x={WIDTH / 2} y={top + 13} text-anchor="middle">
            {label}: {words}
          </text>
          <rect
            class={step === "heldOut" ? "held-fill" : "bar-fill"}
            x={(WIDTH - width) / 2}
            y={top + ROW - BAR - 2}
            width={width}
            height={BAR}
            rx={2}
          />
        </g>
      ))}
    </svg>
  );
}
