import type { Openness, Pressure } from "./backpressure.ts";
import type { OpeningHours } from "./hours.ts";
import type { QuietPages } from "./quiet.ts";
import type { Restraint } from "./restraint.ts";

/** Everything a decision needs besides the rules and the visit. */
export interface TriggerEnv {
  /** Epoch ms. */
  readonly now: number;
  /** Languages the site serves, by their short tags. */
  readonly languages: readonly string[];
  readonly fallbackLanguage: string;
  /** Share of visitors who see no invitation, 0…1, and the experiment's salt. */
  readonly holdout: { readonly share: number; readonly salt: string };
  /** Nothing is ever offered while this is set. */
  readonly disabled?: boolean;
  /** IANA name; the `hour` and `weekday` facts and the opening hours are told in it. */
  readonly timeZone?: string;
  readonly restraint?: Restraint;
  readonly quiet?: QuietPages;
  readonly hours?: OpeningHours;
  readonly pressure?: Pressure;
  /** Asked once, for the invitation's language, when a rule has fired. Undefined: not known here, the agent's claim decides alone. */
  readonly openness?: (language: string) => Openness | undefined;
}
