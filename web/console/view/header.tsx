import type { Desk, DeskState } from "../desk.ts";
import { languageName } from "./format.ts";

const STATUSES = ["online", "away", "offline"] as const;

/** Who is signed in, how much is in hand, and whether work may come. */
export function Header({
  desk,
  state: { profile, link, problem },
  onSignOut,
}: {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly onSignOut: () => void;
}) {
  return (
    <header class="bar">
      <strong class="brand">Heed</strong>
      {profile && (
        <p class="me">
          {profile.name}
          <span class="muted">
            {Object.keys(profile.languages).map(languageName).join(", ")} · {profile.load} of{" "}
            {profile.capacity} slots
          </span>
        </p>
      )}
      <p role="status" class={link === "online" ? "link" : "link lost"}>
        {link === "online" ? (problem ?? "") : "Connecting …"}
      </p>
      <label>
        <span class="sr">Presence</span>
        <select
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
        </select>
      </label>
      <button type="button" class="quiet" onClick={onSignOut}>
        Sign out
      </button>
    </header>
  );
}
