import type { SiteConfig } from "../../../../functions/contract/http.ts";
import { useHttp } from "../use-http.ts";

/** The languages that this stage serves; none until they are fetched. */
export function useLanguages(): readonly string[] {
  const [reply] = useHttp<SiteConfig>("config");
  return reply?.ok ? reply.value.languages : [];
}
