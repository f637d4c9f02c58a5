import { partsOf } from "../../shared/links.ts";
import { Marked } from "./marked.tsx";

/** What somebody wrote: plain text, but web, mail and telephone addresses can be followed; words searched for are marked. */
export function Words({ text, query }: { readonly text: string; readonly query: string }) {
  return (
    <>
      {partsOf(text).map(({ text: part, href }) =>
        href === undefined ? (
          <Marked text={part} query={query} />
        ) : (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            <Marked text={part} query={query} />
          </a>
        ),
      )}
    </>
  );
}
