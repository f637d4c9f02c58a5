import { useEffect, useState } from "preact/hooks";
import type { OfferCard } from "../../../functions/contract/conversation.ts";
import type { TextKey } from "../texts.ts";
import { useView } from "./context.ts";
import { Icon } from "./icons.tsx";

const ENDED: Readonly<Record<Exclude<OfferCard["status"], "open">, TextKey>> = {
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
  const { texts, now } = model;
  const [copied, setCopied] = useState(false);
  const [, setOver] = useState(false);
  const left = offer.expiresAt - now();
  useEffect(() => {
    if (left <= 0 || left > LONGEST_TIMER) return;
    const timer = setTimeout(() => setOver(true), left + 1);
    return () => clearTimeout(timer);
  }, [left]);
  const status = offer.status === "open" && left <= 0 ? "expired" : offer.status;
  const usable = status === "open" || status === "accepted";
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
        {t("offerFrom")}
      </p>
      <p class="offer-what">{t("offer", { percent: texts.percent(offer.percent) })}</p>
      {usable && (
        <div class="offer-code">
          <span class="sr">{t("offerCode")}: </span>
          <code dir="ltr">{offer.code}</code>
          <button type="button" class="button quiet" onClick={copy}>
            {copied ? t("copied") : t("copy")}
          </button>
        </div>
      )}
      {status === "open" ? (
        <>
          <p class="offer-note">{t("offerUntil", { time: texts.time(offer.expiresAt, now()) })}</p>
          <div class="offer-actions">
            <button
              type="button"
              class="button primary"
              onClick={() => actions.answerOffer(offer.code, "accept")}
            >
              {t("apply")}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={() => actions.answerOffer(offer.code, "decline")}
            >
              {t("decline")}
            </button>
          </div>
        </>
      ) : (
        <p class="offer-note">{t(ENDED[status])}</p>
      )}
      <span class="sr" role="status">
        {copied ? t("copied") : ""}
      </span>
    </div>
  );
}
