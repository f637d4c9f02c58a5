import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Message } from "../../../functions/contract/conversation.ts";
import type { ExtrasProps } from "../aside/extras.tsx";
import { useView } from "./context.ts";

type Parts = typeof import("../aside/index.ts");

let parts: Parts | undefined;

/** The rarely needed parts, loaded by whoever needs one first; nothing until they are there, `failed` if they can't be had. */
export function useParts(): Parts | "failed" | undefined {
  const { adopt } = useView();
  const [state, setState] = useState<Parts | "failed" | undefined>(parts);
  useEffect(() => {
    import("../aside/index.ts").then(
      (loaded) => {
        parts = loaded;
        adopt(loaded.css);
        setState(loaded);
      },
      () => setState("failed"),
    );
  }, [adopt]);
  return state;
}

type AsideProps =
  | { readonly part: "Survey" | "Save" | "Unsent" | "Waiting" }
  | { readonly part: "More"; readonly message: Message }
  | ({ readonly part: "Extras" } & ExtrasProps);

/** One of the parts in its place. Without it nothing is missing but itself. */
export function Aside({ part, ...props }: AsideProps) {
  const found = useParts();
  if (!found || found === "failed") return null;
  const Part = found[part] as ComponentType<object>;
  return <Part {...props} />;
}

/** One that stands in the conversation's place. */
export function AsideSheet({ part }: { readonly part: "Leave" | "Data" }) {
  const { actions, t } = useView();
  const found = useParts();
  if (!found) return <div class="log" aria-busy="true" />;
  if (found === "failed") {
    return (
      <div class="question">
        <p role="alert">{t("problem")}</p>
        <button type="button" class="button quiet" onClick={() => actions.turn(undefined)}>
          {t("close")}
        </button>
      </div>
    );
  }
  const Part = found[part];
  return <Part />;
}
