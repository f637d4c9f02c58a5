import type { Mention } from "../desk/team.ts";
import { useDesk } from "./desk-context.ts";
import { duration } from "./format.ts";
import { useSeconds } from "./ticker.ts";

/** Where colleagues have named this agent. */
export function Mentions({
  mentions,
  onSelect,
}: {
  readonly mentions: readonly Mention[];
  readonly onSelect: (id: string) => void;
}) {
  const { desk, now } = useDesk();
  const time = useSeconds(now);
  return (
    <section class="named">
      <h2>You are named</h2>
      <ul>
        {mentions.map(({ note: { key, by, text, at, conversation }, onDesk }) => (
          <li key={key} class="mention">
            <p class="clip">
              <strong>{by?.name ?? "A colleague"}</strong>{" "}
              <span class="muted">{duration(time - at)} ago</span>
            </p>
            <p class="words">{text}</p>
            <p class="acts">
              {onDesk && (
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    desk.team.forgetMention(key);
                    onSelect(conversation);
                  }}
                >
                  Open
                </button>
              )}
              <button type="button" class="link" onClick={() => desk.team.forgetMention(key)}>
                Dismiss
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
