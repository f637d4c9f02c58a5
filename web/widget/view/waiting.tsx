import { useView } from "./context.ts";

const MINUTE_MS = 60_000;

/** What a waiting shopper is told: her place, or that nobody is there; and the way to an answer without waiting. */
export function Waiting() {
  const { model, actions, t } = useView();
  const { chat, queue } = model;
  const left = chat?.view?.status === "waiting" && chat.view.left;
  return (
    <div class="waiting">
      <p role="status">{left ? t("leftThanks") : <Place />}</p>
      {queue && !left && (
        <button type="button" class="link" onClick={() => actions.turn("leave")}>
          {t("leave")}
        </button>
      )}
    </div>
  );
}

function Place() {
  const { model, t } = useView();
  const { queue, texts } = model;
  if (!queue) return null;
  if (queue.unattended) return <>{t("unattended")}</>;
  const place = t("queue", { place: queue.position });
  if (queue.waitMs === undefined) return <>{place}</>;
  const time = texts.minutes(Math.max(1, Math.round(queue.waitMs / MINUTE_MS)));
  return <>{`${place} · ${t("queueWait", { time })}`}</>;
}
