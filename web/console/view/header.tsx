import { alarmCounts } from "../desk/alarms.ts";
import type { DeskState } from "../desk/desk-state.ts";
import { useDesk, type View } from "./desk-context.ts";
import { languageName } from "./format.ts";
import { PresenceSelect, SetAway } from "./presence.tsx";

const LINK: Readonly<Record<string, string>> = {
  connecting: "Connecting …",
  stopped: "Connecting …",
  offline: "Connection lost. Trying again …",
  outdated: "The console has been renewed. Reload the page.",
};

const VIEWS: readonly (readonly [View, string])[] = [
  ["chats", "Chats"],
  ["floor", "Floor"],
  ["effect", "Effect"],
  ["pain", "Pain points"],
  ["rules", "Rules"],
];
const ADMINS: typeof VIEWS = [["admin", "Admin"]];

/** Who is signed in, how much is in hand, and whether work may come; for supervisors the way to their parts. */
export function Header({
  state,
  view,
  onPalette,
  onSettings,
  onSignOut,
}: {
  readonly state: DeskState;
  readonly view: View;
  readonly onPalette: () => void;
  readonly onSettings: () => void;
  readonly onSignOut: () => void;
}) {
  const { profile, link, problem } = state;
  const { preferences, go } = useDesk();
  return (
    <header class="bar">
      <h1 class="brand">Heed</h1>
      {profile && (
        <p class="me">
          <span class="clip">{profile.name}</span>
          <span class="muted clip">
            {Object.keys(profile.languages).map(languageName).join(", ")} · {profile.load} of{" "}
            {profile.capacity} slots{profile.presence === "wrap-up" && " · wrap-up"}
          </span>
        </p>
      )}
      {profile && profile.role !== "agent" && (
        <nav class="views" aria-label="Parts of the console">
          {[...VIEWS, ...(profile.role === "admin" ? ADMINS : [])].map(([each, label]) => (
            <button
              key={each}
              type="button"
              aria-current={each === view ? "page" : undefined}
              onClick={() => go(each)}
            >
              {label}
              {each === "floor" && <AlarmCount state={state} />}
            </button>
          ))}
        </nav>
      )}
      <p role="status" class="state">
        {LINK[link] ?? problem ?? ""}
        {link === "outdated" && (
          <button type="button" class="quiet" onClick={() => location.reload()}>
            Reload
          </button>
        )}
      </p>
      <div class="tools">
        <button type="button" class="quiet wide" onClick={onPalette}>
          Commands <kbd>Ctrl K</kbd>
        </button>
        <button type="button" class="quiet" onClick={onSettings}>
          Settings
          {preferences.quiet && <span class="badge still">quiet</span>}
        </button>
        <PresenceSelect state={state} />
        <button type="button" class="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </div>
      <SetAway state={state} />
    </header>
  );
}

/** Older than this a look at the floor tells nothing of now, ms. */
const STALE = 15_000;

/** How many alarms the last look at the floor found, while it is fresh. */
function AlarmCount({ state: { floor, now } }: { readonly state: DeskState }) {
  const seen = floor.floor;
  if (!seen || now() - seen.at > STALE) return null;
  const total = [...alarmCounts(seen.conversations, seen.at).values()].reduce((a, b) => a + b, 0);
  return total > 0 ? (
    <>
      {" "}
      <span class="badge alarm-count">
        {total}
        <span class="sr"> {total === 1 ? "alarm" : "alarms"}</span>
      </span>
    </>
  ) : null;
}
