const WIDTH = 120;
const HEIGHT = 28;

/** A small curve of the latest figures, oldest left. What it tells in words: its latest, least and most. */
export function Sparkline({
  points,
  most,
  label,
  say,
}: {
  readonly points: readonly number[];
  /** Top of the scale; at least the greatest point. */
  readonly most: number;
  readonly label: string;
  /** A figure in words. */
  readonly say: (value: number) => string;
}) {
  const last = points.at(-1);
  if (last === undefined) return <span class="muted">no figures yet</span>;
  const top = Math.max(most, ...points);
  const step = WIDTH / Math.max(1, points.length - 1);
  const y = (value: number) => HEIGHT - 2 - (value / top) * (HEIGHT - 4);
  const line = points.map((value, index) => `${(index * step).toFixed(1)},${y(value).toFixed(1)}`);
  const words = `${label}: now ${say(last)}, least ${say(Math.min(...points))}, most ${say(Math.max(...points))}`;
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <polyline points={line.length > 1 ? line.join(" ") : `0,${y(last)} ${WIDTH},${y(last)}`} />
    </svg>
  );
}
