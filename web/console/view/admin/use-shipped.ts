import { useEffect, useState } from "preact/hooks";
import { type Help, loadHelp } from "../../writing/data.ts";

/** The texts that Heed ships in a language; undefined until they are fetched. */
export function useShipped(language: string): Help | undefined {
  const [help, setHelp] = useState<Help>();
  useEffect(() => {
    let wanted = true;
    loadHelp(language)
      .then((loaded) => wanted && setHelp(loaded))
      .catch((error: unknown) => console.warn("heed: no shipped texts:", error));
    return () => {
      wanted = false;
    };
  }, [language]);
  return help?.language === language ? help : undefined;
}
