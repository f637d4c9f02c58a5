import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeskState } from "../desk/desk-state.ts";
import type { View } from "./desk-context.ts";

/** What a supervisor's part is given. */
export interface LeadProps {
  readonly state: DeskState;
}

/** Fetched when first wanted: most who sign in never do. */
const PARTS: Readonly<Record<Exclude<View, "chats">, () => Promise<ComponentType<LeadProps>>>> = {
  floor: async () => (await import("./floor/floor.tsx")).FloorView,
  effect: async () => (await import("./effect/effect.tsx")).Effect,
  pain: async () => (await import("./pain/pain.tsx")).Pain,
  rules: async () => (await import("./rules/rules.tsx")).Rules,
  admin: async () => (await import("./admin/admin.tsx")).Admin,
};

/** One of the supervisor's parts of the console. */
export function LeadView({
  view,
  state,
  onInbox,
}: {
  readonly view: Exclude<View, "chats">;
  readonly state: DeskState;
  /** To the inbox, where both don't fit side by side. */
  readonly onInbox: () => void;
}) {
  const [part, setPart] = useState<{
    readonly view: View;
    readonly Part: ComponentType<LeadProps>;
  }>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let wanted = true;
    PARTS[view]()
      .then((Part) => wanted && setPart({ view, Part }))
      .catch(() => wanted && setProblem("This part could not be fetched. Reload the page."));
    return () => {
      wanted = false;
    };
  }, [view]);
  return (
    <main class="lead">
      <button type="button" class="quiet to-inbox" onClick={onInbox}>
        Inbox
      </button>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {part?.view === view && <part.Part state={state} />}
    </main>
  );
}
