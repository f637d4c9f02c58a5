import type { DeskState } from "../desk/desk.ts";
import { STATUSES } from "../desk/kept.ts";
import { useDesk } from "./desk-context.ts";
import { languageName } from "./format.ts";

const LINK: Readonly<Record<string, string>> = {
  connecting: "Connecting …",
  stopped: "Connecting …",
  offline: "Connection lost. Trying again …",
  outdated: "The console has been renewed. Reload the page.",
};

/** Who is signed in, how much is in hand, and whether work may come. */
export function Header({
  state: { profile, link, problem },
  onPalette,
  onSettings,
  onSignOut,
}: {
  readonly state: DeskState;
  readonly onPalette: () => void;
  readonly onSettings: () => void;
  readonly onSignOut: () => void;
}) {
  const { desk, preferences } = useDesk();
  return (
    <header class="bar">
      <h1 class="brand">Heed</h1>
      {profile && (
        <p class="me">
          <span class="clip">{profile.name}</span>
          <span class="muted clip">
            {Object.keys(profile.languages).map(languageName).join(", ")} · {profile.load} of{" "}
            {profile.capacity} slots
          </span>
        </p>
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
        <label>
          <span class="sr">Presence</span>
          <select
            class={profile?.presence}
            value={profile?.presence ?? "offline"}
            disabled={link !== "online"}
            onChange={({ currentTarget }) => {
              const status = STATUSES.find((each) => each === currentTarget.value);
              if (status) void desk.setPresence(status);
            }}
          >
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {status}
              </option>
            ))}
            {profile?.presence === "wrap-up" && <option value="wrap-up">wrap-up</option>}
          </select>
        </label>
        <button type="button" class="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </div>
    </header>
  );
}
