import type { DeskState } from "../desk/desk-state.ts";
import { REASONS, STATUSES } from "../desk/kept.ts";
import { useDesk } from "./desk-context.ts";
import { phrase } from "./format.ts";

/** Parts a status from its reason in an option's value. */
const COLON = ":";

/** Whether work may come, and why not. */
export function PresenceSelect({ state: { profile, link } }: { readonly state: DeskState }) {
  const { desk } = useDesk();
  const presence = profile?.presence ?? "offline";
  const reason = REASONS.find((each) => each === profile?.reason);
  const value = presence === "away" && reason ? `away${COLON}${reason}` : presence;
  return (
    <label>
      <span class="sr">Presence</span>
      <select
        class={presence}
        value={value}
        disabled={link !== "online"}
        onChange={({ currentTarget }) => {
          const [chosen, why] = currentTarget.value.split(COLON);
          const status = STATUSES.find((each) => each === chosen);
          if (status) void desk.presence.set(status, why);
        }}
      >
        <option value="online">online</option>
        <option value="away">away</option>
        {REASONS.map((each) => (
          <option key={each} value={`away${COLON}${each}`}>
            away: {each}
          </option>
        ))}
        <option value="offline">offline</option>
        {presence === "wrap-up" && <option value="wrap-up">wrap-up</option>}
      </select>
    </label>
  );
}

/** Misses have set her away: said plainly, with the way back. */
export function SetAway({ state: { profile, setAway } }: { readonly state: DeskState }) {
  const { desk } = useDesk();
  if (!setAway || profile?.presence !== "away") return null;
  return (
    <div class="banner late set-away" role="alert">
      <p>
        <strong>You are away now: no conversation will ring.</strong>{" "}
        {profile.reason ? `${phrase(profile.reason)}.` : "You missed two in a row."}
      </p>
      <button type="button" class="primary" onClick={() => void desk.presence.set("online")}>
        I'm back <kbd>Alt B</kbd>
      </button>
    </div>
  );
}
