export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly words: string;
  /** Ends of its confidence interval. */
  readonly low?: number;
  readonly high?: number;
}

/** The drawing's own units; it is stretched to the width there is. */
const WIDTH = 100;
const HEIGHT = 16;

/** Horizontal bars on one scale, with confidence intervals where there are any. The figures stand above the bars, and in a table behind them. */
export function Bars({ label, bars }: { readonly label: string; readonly bars: readonly Bar[] }) {
  const most = Math.max(...bars.map(({ value, high }) => Math.max(value, high ?? 0)), 1e-9);
  const x = (value: number) => (Math.max(0, value) / most) * WIDTH;
  return (
    <div
      class="bars"
      role="img"
      aria-label={`${label}: ${bars.map((bar) => `${bar.label} ${bar.words}`).join("; ")}`}
    >
      {bars.map(({ label: name, value, words, low, high }) => (
        <div key={name}>
          <p>
            {name}: <strong>{words}</strong>
          </p>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-fill" width={x(value)} height={HEIGHT} />
            {low !== undefined && high !== undefined && (
              <path class="interval" d={`M${x(low)} 4v8M${x(low)} 8H${x(high)}M${x(high)} 4v8`} />
            )}
          </svg>
        </div>
      ))}
    </div>
  );
}
