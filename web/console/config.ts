import type { SiteConfig } from "../../functions/contract/http.ts";

/** What this stage's console must know; served by the HTTP API on the console's own origin. */
export async function loadConfig(): Promise<SiteConfig> {
  const answer = await fetch("/api/config");
  if (!answer.ok) throw new Error(`The stage does not answer (HTTP ${answer.status}).`);
  return answer.json();
}
