import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { LeadProps } from "../lead-view.tsx";
import { Agents } from "./agents.tsx";
import { Audit } from "./audit.tsx";
import { isUnsaved, onDrafts } from "./drafts.ts";
import { Guides } from "./guides.tsx";
import { Holdout } from "./holdout.tsx";
import { Hours } from "./hours.tsx";
import { Offers } from "./offers.tsx";
import { Panel } from "./panel.tsx";
import { Replies } from "./replies.tsx";
import { Tabs } from "./tabs.tsx";
import { Theme } from "./theme.tsx";

const TABS = [
  ["agents", "Agents"],
  ["replies", "Replies"],
  ["guides", "Guides"],
  ["hours", "Hours"],
  ["holdout", "Invitations"],
  ["offers", "Offers"],
  ["theme", "Theme"],
  ["panel", "Panel"],
  ["audit", "History"],
] as const;
type Tab = (typeof TABS)[number][0];

const PARTS: Readonly<Record<Tab, ComponentType>> = {
  agents: Agents,
  replies: Replies,
  guides: Guides,
  hours: Hours,
  holdout: Holdout,
  offers: Offers,
  theme: Theme,
  panel: Panel,
  audit: Audit,
};

/** What an admin sets: every change checked, with its version, in the history, and to be taken back. */
export function Admin({ state }: LeadProps) {
  const [tab, setTab] = useState<Tab>("agents");
  const [, draw] = useState(0);
  const Part = PARTS[tab];
  useEffect(() => onDrafts(() => draw((n) => n + 1)), []);
  if (state.profile?.role !== "admin") return <p class="muted">Only for admins.</p>;
  return (
    <div class="admin">
      <header>
        <h2>Admin</h2>
      </header>
      <Tabs
        label="What to set"
        tabs={TABS}
        chosen={tab}
        marked={(each) => isUnsaved(each === "agents" ? "agents" : `documents/${each}`)}
        onChoose={setTab}
      />
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        <Part />
      </div>
    </div>
  );
}
