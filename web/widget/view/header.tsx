import { Avatar } from "./avatar.tsx";
import { useView } from "./context.ts";
import { Icon } from "./icons.tsx";

/** Who is on the other side, how it stands, and the two ways out. */
export function Header({ titleId }: { readonly titleId: string }) {
  const { model, actions, t } = useView();
  const { agent, chat } = model;
  const name = agent?.name;
  const over = !chat || chat.view?.status === "closed" || chat.lost !== undefined;
  return (
    <div class="header">
      <Avatar agent={agent} />
      <div class="header-words">
        <h2 id={titleId} class="header-name" dir="auto">
          <span class="sr">{name === undefined ? t("panelNobody") : t("panel", { name })}</span>
          <span aria-hidden="true">{name ?? t("support")}</span>
        </h2>
        <p id="state" class="header-state" role="status">
          <State />
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t("data")}
        title={t("data")}
        onClick={() => actions.turn("data")}
      >
        <Icon name="data" />
      </button>
      {!over && (
        <button
          type="button"
          class="icon-button"
          aria-label={t("end")}
          title={t("end")}
          onClick={() => actions.turn("end")}
        >
          <Icon name="end" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t("minimise")}
        title={t("minimise")}
        onClick={actions.minimise}
      >
        <Icon name="minimise" />
      </button>
    </div>
  );
}

function State() {
  const { model, t } = useView();
  const { chat, agent, link, problem, queue, aside } = model;
  if (!chat) return <>{problem || aside === "erased" ? "" : t("connecting")}</>;
  const name = agent?.name;
  switch (chat.lost === undefined ? chat.view?.status : "closed") {
    case "closed":
      return <>{t("ended")}</>;
    case "active":
      return link === "online" ? <span class="here">{t("online")}</span> : null;
    case "resting":
      return <>{t("resting")}</>;
    case "ringing":
      return <>{name === undefined ? t("waiting") : t("ringing", { name })}</>;
    default:
      if (chat.view?.left) return <>{t("leftMessage")}</>;
      if (queue?.unattended) return null;
      return <>{t("waiting")}</>;
  }
}
