import type { SiteLanguages } from "../domain/routing/contact.ts";
import type { Deps } from "./deps.ts";

/** What the router must know of the stage: its languages, the one most agents share, and whether a translator stands between. */
export function siteOf({
  settings,
  translator,
}: Pick<Deps, "settings" | "translator">): SiteLanguages {
  return {
    languages: settings.languages,
    fallback: settings.fallbackLanguage,
    translation: translator !== undefined,
  };
}
