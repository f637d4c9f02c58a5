import { useEffect, useState } from "preact/hooks";
import { useView } from "../view/context.ts";
import { useWords } from "./use-words.ts";

const MINUTE_MS = 60_000;

/** What a waiting shopper is told: her place, or that nobody is there; and the way to an answer without waiting. */
export function Waiting() {
  const { model, actions } = useView();
  const words = useWords();
  // A live region must be there before what it says.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const { chat, queue } = model;
  const left = chat?.view?.left;
  return (
    <div class="waiting">
      <p role="status">{ready && (left ? words("leftThanks") : <Place />)}</p>
      {queue && !left && (
        <button type="button" class="link" onClick={() => actions.turn("leave")}>
          {words("leave")}
        </button>
      )}
    </div>
  );
}

function Place() {
  const { model } = useView();
  const words = useWords();
  const { queue, texts } = model;
  if (!queue) return null;
  if (queue.unattended) return <>{words("unattended")}</>;
  const place = words("queue", { place: queue.position });
  if (queue.waitMs === undefined) return <>{place}</>;
  const time = texts.minutes(Math.max(1, Math.round(queue.waitMs / MINUTE_MS)));
  return <>{`${place} · ${words("queueWait", { time })}`}</>;
}
