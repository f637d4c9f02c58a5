import type { RoutingRequest } from "../conversation/head.ts";

/** A request as the router sees it: with the id that its control share and its record hang on. */
export interface Contact extends RoutingRequest {
  readonly id: string;
  /** Invited by a trigger; such shoppers leave sooner than those who came by themselves. */
  readonly proactive?: boolean;
}

/** The languages a site is answered in. */
export interface SiteLanguages {
  readonly languages: readonly string[];
  /** The language most agents share: whom to ask when the shopper's own is unknown, or when a translation stands between. */
  readonly fallback?: string;
  /** Whether messages can be translated, so that an agent of the fallback language may take a chat in another one. */
  readonly translation?: boolean;
}
