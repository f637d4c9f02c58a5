import { inBraces, PANEL_VARIABLES } from "../../../../functions/contract/variables.ts";
import { DocumentPage } from "./document-page.tsx";
import { TextField } from "./field.tsx";

const SCHEME = /^https?:\/\/[^{}\s/]+/;
const VARIABLES = PANEL_VARIABLES.map(inBraces).join(" ");

/** A page of the shop's own beside every chat. */
export function Panel() {
  return (
    <DocumentPage
      name="panel"
      title="A page of the shop’s own"
      intro="Agents see this page beside the chat: the customer in your own system, say. It must be on one of the stage’s origins, and let the console frame it."
      check={({ url }): Record<string, string> =>
        url === undefined || SCHEME.test(url)
          ? {}
          : { url: "The whole address, beginning with https:// and the host." }
      }
    >
      {({ value: { title, url }, change, fault }) => (
        <>
          <TextField
            label="Address"
            hint={`Empty: no page. It may hold ${VARIABLES}; what is not known stays empty.`}
            problem={fault("url")}
            value={url ?? ""}
            most={500}
            onChange={(text) => change(panelOf(title, text))}
          />
          <TextField
            label="Title"
            hint="Above the page; “Shop” where it is empty."
            problem={fault("title")}
            value={title ?? ""}
            most={40}
            onChange={(text) => change(panelOf(text, url))}
          />
        </>
      )}
    </DocumentPage>
  );
}

function panelOf(title: string | undefined, url: string | undefined) {
  return { ...(title && { title }), ...(url && { url }) };
}
