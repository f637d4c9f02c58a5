import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { OfferCard } from "../../../functions/contract/conversation.ts";
import type { AsideKey } from "../texts.ts";
import { useView } from "../view/context.ts";
import { Icon } from "../view/icons.tsx";
import { useWords } from "./use-words.ts";

const ENDED: Readonly<Record<Exclude<OfferCard["status"], "open">, AsideKey>> = {
  accepted: "offerAccepted",
  declined: "offerDeclined",
  redeemed: "offerRedeemed",
  expired: "offerExpired",
  revoked: "offerRevoked",
};

/** setTimeout's own limit, ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A discount with its code. */
export function Offer({ offer }: { readonly offer: OfferCard }) {
  const { model, actions, t } = useView();
  const words = useWords();
  const { texts, now } = model;
  const [copied, setCopied] = useState(false);
  const [, setOver] = useState(false);
  const left = offer.expiresAt - now();
  useEffect(() => {
    if (left <= 0 || left > LONGEST_TIMER) return;
    const timer = setTimeout(() => setOver(true), left + 1);
    return () => clearTimeout(timer);
  }, [left]);
  const pending = offer.status === "open" || offer.status === "accepted";
  const usable = pending && left > 0;
  const status = pending && !usable ? "expired" : offer.status;
  const buttons = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const held = status !== "open" && buttons.current?.matches(":focus-within");
  useLayoutEffect(() => {
    if (held) note.current?.focus();
  }, [held]);
  const copy = () => {
    navigator.clipboard?.writeText(offer.code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class={`offer ${usable ? "" : "offer-over"}`}>
      <p class="offer-from">
        <Icon name="offer" />
        {words("offerFrom")}
      </p>
      <p class="offer-what">{t("offer", { percent: texts.percent(offer.percent) })}</p>
      {usable && (
        <div class="offer-code">
          <span class="sr">{words("offerCode")}: </span>
          <code dir="ltr">{offer.code}</code>
          <button type="button" class="button quiet" onClick={copy}>
            {copied ? words("copied") : words("copy")}
          </button>
        </div>
      )}
      {status !== "open" && (
        <p class="offer-note" tabIndex={-1} ref={note}>
          {words(ENDED[status])}
        </p>
      )}
      {usable && (
        <p class="offer-note">
          {words("offerUntil", { time: texts.time(offer.expiresAt, now()) })}
        </p>
      )}
      {status === "open" && (
        <div class="offer-actions" ref={buttons}>
          <button
            type="button"
            class="button primary"
            onClick={() => actions.answerOffer(offer.code, "accept")}
          >
            {words("apply")}
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => actions.answerOffer(offer.code, "decline")}
          >
            {words("decline")}
          </button>
        </div>
      )}
      <span class="sr" role="status">
        {copied ? words("copied") : ""}
      </span>
    </div>
  );
}
