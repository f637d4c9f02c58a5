import { useView } from "../view/context.ts";
import type { CardProps } from "../view/message.tsx";
import { FileLine } from "./file-line.tsx";
import { Offer } from "./offer.tsx";
import { rareNotice } from "./rare-notices.ts";
import { Signed } from "./signed.tsx";
import { useWords } from "./use-words.ts";

/** A line of the conversation that is neither text nor an everyday notice. Nothing for a kind of a later version. */
export function Card({ message, mine, state }: CardProps) {
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
    case "file":
      return (
        <Signed message={message} mine={mine} state={state}>
          <FileLine file={body.file} seq={message.seq} />
        </Signed>
      );
    default:
      return null;
  }
}
