import english from "../../locales/aside/en.json";
import type { AsideKey, Variables } from "../texts.ts";
import { useView } from "../view/context.ts";

/** Texts of these parts: the shop's, else the language's, else the English that came with this file. */
export function useWords(): (key: AsideKey, variables?: Variables) => string {
  const { t } = useView();
  return (key, variables) => t(key, variables, english[key]);
}
