import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationClient } from "./conversation-client.ts";

export interface Preview {
  /** Where the picture will stand. */
  readonly place: RefObject<HTMLDivElement | null>;
  /** The picture's address; undefined while it is out of sight, and where there is none. */
  readonly url: string | undefined;
  /** To be called when the address gives no picture. */
  readonly broken: () => void;
}

/** Where the file of a message can be had for some minutes; undefined: it can't. */
export async function addressOf(
  client: ConversationClient | undefined,
  seq: number,
): Promise<string | undefined> {
  const reply = await client?.link.request("file:open", { conversation: client.id, seq });
  return reply?.ok ? reply.url : undefined;
}

/** A picture's address, asked for once, when its place comes into sight. @param client undefined: it can't be had */
export function usePreview(
  type: string,
  client: ConversationClient | undefined,
  seq: number,
): Preview {
  const place = useRef<HTMLDivElement>(null);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const element = place.current;
    if (!element || !type.startsWith("image/")) return;
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      sight.disconnect();
      void addressOf(client, seq).then(setUrl);
    });
    sight.observe(element);
    return () => sight.disconnect();
  }, [type, client, seq]);
  return { place, url, broken: () => setUrl(undefined) };
}
