import type { Fault } from "../../http.ts";

/** What is wrong, each fault with its place. */
export function FaultList({
  title,
  faults,
}: {
  readonly title: string;
  readonly faults: readonly Fault[];
}) {
  return (
    <div class="problem" role="alert">
      <p>{title}</p>
      <ul class="faults">
        {faults.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path !== "" && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
