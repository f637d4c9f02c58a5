import type { InvitationView } from "../../../functions/contract/server-events.ts";
import { Avatar } from "./avatar.tsx";
import { useView } from "./context.ts";
import { Icon } from "./icons.tsx";

/** A named person offers help. It takes no focus and covers nothing; there are two ways to send it away. */
export function Invitation({ invitation }: { readonly invitation: InvitationView }) {
  const { actions, t } = useView();
  const { agent, text, language } = invitation;
  return (
    <section class="invitation" aria-label={t("invitation")}>
      <Avatar agent={agent} />
      <div class="invitation-words">
        <p class="invitation-name" dir="auto">
          {agent.name}
        </p>
        <p class="invitation-text" lang={language} dir="auto">
          {text}
        </p>
      </div>
      <div class="invitation-actions">
        <button type="button" class="button primary" onClick={actions.accept}>
          {t("chat")}
        </button>
        <button type="button" class="button quiet invitation-later" onClick={actions.dismiss}>
          {t("notNow")}
        </button>
      </div>
      <button
        type="button"
        class="icon-button invitation-close"
        aria-label={t("dismiss")}
        onClick={actions.dismiss}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
