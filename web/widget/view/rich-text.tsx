import { partsOf } from "../../shared/links.ts";
import { useView } from "./context.ts";

/** A message's text: plain, but web, mail and telephone addresses can be followed. */
export function RichText({ text }: { readonly text: string }) {
  const { t } = useView();
  return (
    <>
      {partsOf(text).map((part) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part.text}
            <span class="sr"> ({t("newTab")})</span>
          </a>
        ),
      )}
    </>
  );
}
