import { useEffect, useState } from "preact/hooks";
import type { ConversationClient } from "./conversation-client.ts";
import { Uploads } from "./uploads.ts";

/** They outlast the view: whoever looks at something else in between finds them as they are. */
const known = new WeakMap<ConversationClient, Uploads>();

/** The files on their way into a conversation; drawn again when they change. */
export function useUploads(client: ConversationClient): Uploads {
  const [, draw] = useState({});
  const uploads = known.get(client) ?? new Uploads(client);
  known.set(client, uploads);
  useEffect(() => {
    uploads.changed = () => draw({});
    draw({});
    return () => {
      uploads.changed = () => {};
    };
  }, [uploads]);
  return uploads;
}
