import { useEffect, useMemo, useState } from "preact/hooks";
import { type Help, loadHelp } from "../writing/data.ts";
import { mergedHelp, onOverrides, overrides, refreshOverrides } from "../writing/overrides.ts";
import { useDesk } from "./desk-context.ts";

/** What helps to write in a language, once it is fetched, with what admins set over it. Without it one writes all the same. */
export function useHelp(language: string): Help | undefined {
  const { http } = useDesk();
  const [help, setHelp] = useState<Help>();
  const [set, setSet] = useState(overrides);
  useEffect(() => {
    let wanted = true;
    loadHelp(language)
      .then((loaded) => wanted && setHelp(loaded))
      .catch((error: unknown) => console.warn("heed: no help in writing:", error));
    return () => {
      wanted = false;
    };
  }, [language]);
  useEffect(() => onOverrides(() => setSet(overrides())), []);
  useEffect(() => void refreshOverrides(http), [http, language]);
  return useMemo(() => help && mergedHelp(help, set), [help, set]);
}
