import type { Message } from "../../../functions/contract/conversation.ts";
import { useView } from "../view/context.ts";
import { Offer } from "./offer.tsx";
import { rareNotice } from "./rare-notices.ts";
import { useWords } from "./use-words.ts";

/** A line of the conversation that is neither text nor an everyday notice. Nothing for a kind of a later version. */
export function Card({ message }: { readonly message: Message; readonly mine: boolean }) {
  const { model, t } = useView();
  const words = useWords();
  const { body } = message;
  switch (body.kind) {
    case "offer": {
      const offer = model.chat?.offers.get(body.offer.code);
      return offer ? (
        <div class="line">
          <Offer offer={offer} />
        </div>
      ) : null;
    }
    case "notice": {
      const text = rareNotice(words, body, model.agent?.name ?? t("support"));
      return text ? <p class="notice">{text}</p> : null;
    }
    default:
      return null;
  }
}
