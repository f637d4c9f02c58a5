const DAYS: Readonly<Record<string, string>> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/** `usual.1: …` → `usual, Monday: …`, which is how people say it. */
const worded = (line: string): string => {
  const [, path, rest] = /^([\w.-]+)(: .*)$/s.exec(line) ?? [];
  if (path === undefined) return line;
  const words = path.split(".").map((part) => DAYS[part] ?? part);
  return `${words.join(", ")}${rest}`;
};

/** What is other than before, place by place. */
export function ChangeWords({ what }: { readonly what: readonly string[] }) {
  if (what.length === 0) return null;
  return (
    <ul class="what">
      {what.map((line) => (
        <li key={line}>{worded(line)}</li>
      ))}
    </ul>
  );
}
