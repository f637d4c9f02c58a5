import { Avatar } from "./avatar.tsx";
import { useView } from "./context.ts";

/** The way back to a conversation that was put aside. */
export function Pill() {
  const { model, actions, t } = useView();
  const { agent, chat } = model;
  const unread = chat?.unread ?? 0;
  const name = agent?.name ?? t("support");
  return (
    <button type="button" class="pill" data-pill onClick={actions.open}>
      <Avatar agent={agent} />
      <span class="pill-name" dir="auto" aria-hidden="true">
        {name}
      </span>
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
      <span class="sr">
        {t("open")}: {name}
        {unread > 0 && `, ${t("unread", { n: unread })}`}
      </span>
    </button>
  );
}
