import { useEffect, useState } from "preact/hooks";
import { type Help, loadHelp } from "../writing/data.ts";

/** What helps to write in a language, once it is fetched. Without it one writes all the same. */
export function useHelp(language: string): Help | undefined {
  const [help, setHelp] = useState<Help>();
  useEffect(() => {
    let wanted = true;
    loadHelp(language)
      .then((loaded) => wanted && setHelp(loaded))
      .catch((error: unknown) => console.warn("heed: no help in writing:", error));
    return () => {
      wanted = false;
    };
  }, [language]);
  return help;
}
