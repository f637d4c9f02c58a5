import { useLayoutEffect, useRef } from "preact/hooks";
import { Aside, AsideSheet } from "./aside.tsx";
import { Composer } from "./composer.tsx";
import { useView } from "./context.ts";
import { Header } from "./header.tsx";
import { Messages } from "./messages.tsx";

const TITLE = "heed-title";

/** The conversation's window. Escape puts it aside; whoever had the focus before gets it back. */
export function Panel() {
  const { actions, model } = useView();
  const panel = useRef<HTMLDivElement>(null);
  const { aside, chat, problem, survey } = model;
  const over = chat?.view?.status === "closed" || chat?.lost !== undefined || (!chat && problem);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (aside && aside !== "erased") actions.turn(undefined);
    else actions.minimise();
  };
  const inside = useRef(false);
  const { opened } = model;
  useLayoutEffect(() => {
    if (opened) panel.current?.querySelector<HTMLElement>("[data-focus]")?.focus();
  }, [opened]);
  const opener = useRef<Element | null>(null);
  const before = useRef(aside);
  if (aside && !before.current) opener.current = focusedIn(panel.current);
  useLayoutEffect(() => {
    before.current = aside;
    const astray = document.activeElement === document.body;
    if (!inside.current || !astray) return;
    const back = !aside && opener.current?.isConnected ? opener.current : undefined;
    const next = back ?? panel.current?.querySelector("[data-focus]");
    if (next instanceof HTMLElement) next.focus();
  }, [aside, over, survey]);
  return (
    <div
      class="panel"
      role="dialog"
      aria-labelledby={TITLE}
      ref={panel}
      onKeyDown={key}
      onFocusIn={() => {
        inside.current = true;
      }}
      onFocusOut={({ relatedTarget }) => {
        inside.current = relatedTarget === null;
      }}
    >
      <Header titleId={TITLE} />
      <Banner />
      {aside === "leave" ? (
        <AsideSheet part="Leave" />
      ) : aside === "data" || aside === "erased" ? (
        <AsideSheet part="Data" />
      ) : (
        <>
          <Messages />
          {aside ? (
            <EndQuestion />
          ) : over ? (
            <Over />
          ) : (
            chat?.view?.status === "waiting" && <Aside part="Waiting" />
          )}
          {!aside && !over && <Composer />}
        </>
      )}
    </div>
  );
}

/** What has the focus in the chat. */
function focusedIn(panel: Element | null): Element | null {
  const root = panel?.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : null;
}

/** What keeps the conversation from going on just now. */
function Banner() {
  const { model, t } = useView();
  const { link, problem, chat } = model;
  const text =
    link === "outdated"
      ? t("outdated")
      : chat && link !== "online" && chat.view?.status !== "closed"
        ? t("reconnecting")
        : problem === "no_agent"
          ? t("nobody")
          : problem
            ? t("problem")
            : "";
  return (
    <p class="banner" role="status">
      {text}
    </p>
  );
}

function EndQuestion() {
  const { actions, t } = useView();
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <section class="question" aria-label={t("endQuestion")}>
      <p>{t("endQuestion")}</p>
      <div class="question-actions">
        <button type="button" class="button danger" ref={first} onClick={actions.end}>
          {t("endYes")}
        </button>
        <button type="button" class="button quiet" onClick={() => actions.turn(undefined)}>
          {t("endNo")}
        </button>
      </div>
    </section>
  );
}

/** There is nothing more to write here. */
function Over() {
  const { actions, model, t } = useView();
  const { chat } = model;
  return (
    <div class="question">
      {chat && <Aside part="Survey" />}
      {chat?.lost !== undefined && <p>{t("gone")}</p>}
      <div class="question-actions">
        {!chat && (
          <button type="button" class="button primary" onClick={actions.open}>
            {t("tryAgain")}
          </button>
        )}
        {chat && <Aside part="Save" />}
        <button type="button" class="button quiet" data-focus onClick={actions.leave}>
          {t("close")}
        </button>
      </div>
    </div>
  );
}
