import { useState } from "preact/hooks";
import type { AgentCard } from "../../../functions/contract/conversation.ts";
import { webAddress } from "../web-address.ts";

/** The first letters of the first and last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""];
  return letters.map((word) => [...(word ?? "")][0] ?? "").join("");
}

/** An agent's photo; the initials where there is none, or where the page's policy or the network refuses it. */
export function Avatar({ agent }: { readonly agent: AgentCard | undefined }) {
  const [broken, setBroken] = useState(false);
  const photo = webAddress(agent?.photo);
  return (
    <span class="avatar" aria-hidden="true">
      {photo && !broken ? (
        <img src={photo} alt="" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        initialsOf(agent?.name ?? "") || "•"
      )}
    </span>
  );
}
