/** Words, and the figures behind them in brackets at a line's end. */
const FIGURES = /^(.*\S) \(([^()]*\d[^()]*)\)\.?$/;

/** Why an agent was chosen, line by line; the figures stand small behind the words. */
export function WhyLines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul class="muted why-lines">
      {lines.map((line) => {
        const [, words = line, figures] = FIGURES.exec(line) ?? [];
        return (
          <li key={line}>
            {words}
            {figures !== undefined && <small> {figures}</small>}
          </li>
        );
      })}
    </ul>
  );
}
