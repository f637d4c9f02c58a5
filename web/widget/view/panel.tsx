import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Aside as AsideKind } from "../model.ts";
import { Aside, AsideSheet } from "./aside.tsx";
import { Composer } from "./composer.tsx";
import { useView } from "./context.ts";
import { Header } from "./header.tsx";
import { Messages } from "./messages.tsx";

const TITLE = "title";

/** The conversation's window. Escape puts it aside; whoever had the focus before gets it back. */
export function Panel() {
  const { actions, model } = useView();
  const panel = useRef<HTMLDivElement>(null);
  const { aside, chat, problem } = model;
  const over = chat?.view?.status === "closed" || chat?.lost !== undefined || (!chat && problem);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (aside && aside !== "erased") actions.turn(undefined);
    else actions.minimise();
  };
  const { opened } = model;
  useLayoutEffect(() => {
    if (opened) panel.current?.querySelector<HTMLElement>("[data-focus]")?.focus();
  }, [opened]);
  useKeptFocus(panel, aside);
  return (
    <div class="panel" role="dialog" aria-labelledby={TITLE} ref={panel} onKeyDown={key}>
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

/** When what has the focus goes, the focus passes on: out of a sheet to what opened it, out of a message to all of them, else to where one goes on. */
function useKeptFocus(panel: RefObject<HTMLElement | null>, aside: AsideKind | undefined): void {
  const opener = useRef<Focused>(null);
  const before = useRef(aside);
  const held = focusedIn(panel.current);
  const log = held?.closest<HTMLElement>(".log");
  if (aside && !before.current) opener.current = held;
  useLayoutEffect(() => {
    const back = before.current && !aside ? opener.current : log;
    before.current = aside;
    if (!held || held.isConnected || focusedIn(panel.current)) return;
    const on = panel.current?.querySelector<HTMLElement>("[data-focus]");
    (back?.isConnected ? back : on)?.focus();
  });
}

type Focused = HTMLElement | null | undefined;

/** What has the focus in the chat. */
function focusedIn(panel: Element | null): Focused {
  const root = panel?.getRootNode() as Partial<ShadowRoot> | undefined;
  return root?.activeElement as Focused;
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
    <p id="banner" class="banner" role="status">
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
    <section class="question" tabIndex={-1} data-focus aria-labelledby="state banner">
      {chat && <Aside part="Unsent" />}
      {chat && <Aside part="Survey" />}
      {chat?.lost !== undefined && <p>{t("gone")}</p>}
      <div class="question-actions">
        {!chat && (
          <button type="button" class="button primary" onClick={actions.open}>
            {t("tryAgain")}
          </button>
        )}
        {chat && <Aside part="Save" />}
        <button type="button" class="button quiet" onClick={actions.leave}>
          {t("close")}
        </button>
      </div>
    </section>
  );
}
