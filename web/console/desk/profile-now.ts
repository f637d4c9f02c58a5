import type { AgentProfileView } from "../../../functions/contract/server-events.ts";

/**
 * An agent as she is now: slots kept for what comes after a chat count until their time is over, and an agent with nothing else in hand is in the wrap-up.
 *
 * @param profile the server's, of any age
 * @param busy slots with a chat or a ring, as this desk knows them
 * @param now epoch ms by the server's clock
 */
export function profileNow(profile: AgentProfileView, busy: number, now: number): AgentProfileView {
  const after = Object.values(profile.wrapUps ?? {}).filter((until) => until > now).length;
  const chosen = profile.presence === "wrap-up" ? "online" : profile.presence;
  const presence = chosen === "online" && busy === 0 && after > 0 ? "wrap-up" : chosen;
  return { ...profile, presence, load: busy + after };
}
