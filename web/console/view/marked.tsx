/** A text with what was searched for marked in it. */
export function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  if (query === "") return <>{text}</>;
  const wanted = query.toLowerCase();
  const lower = text.toLowerCase();
  // A few letters change their length with their case; then marks would stand in the wrong place.
  if (lower.length !== text.length) return <>{text}</>;
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), <mark>{text.slice(at, at + wanted.length)}</mark>);
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
