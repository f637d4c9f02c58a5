import { randomUUID } from "node:crypto";
import type { Client } from "../stage/heed.ts";
import type { Figures } from "./figures.ts";

const LANGUAGES = ["fi", "et", "ru", "en", "sv", "de"] as const;
const MESSAGES = 5;
/** A shopper waits this long for an agent, and reads this long before she writes again (ms). */
const PATIENCE_MS = 5000;
const READING_MS = 400;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One visit: some pages, a chat where somebody comes in time, and away. */
export async function shopperVisits(
  connect: () => Promise<Client>,
  figures: Figures,
  end: number,
): Promise<void> {
  const language = LANGUAGES[Math.floor(Math.random() * LANGUAGES.length)] ?? "en";
  const connecting = connect().then((client) => ({ ok: true, client }));
  const shopper = (await figures.time("connect", connecting))?.client;
  if (!shopper) return;
  try {
    for (let n = 1; n <= 3; n++) {
      const view = { kind: "cart", path: "/cart", language, device: "desktop" };
      const batch = {
        page: `page-${randomUUID().slice(0, 8)}`,
        n: 1,
        view,
        signals: [{ kind: "page-view", at: 1000 }],
      };
      await figures.time("signals", shopper.ask("signals", batch));
    }
    const opened = await figures.time("chat:open", shopper.ask("chat:open", { language }));
    if (!opened?.ok) return;
    const conversation = opened.conversation.id;
    await shopper
      .hear("conversation", ({ status }) => status === "active", PATIENCE_MS)
      .then(() => chats(shopper, conversation, figures, end))
      .catch(() => undefined);
    await figures.time("conversation:close", shopper.ask("conversation:close", { conversation }));
  } finally {
    shopper.close();
  }
}

async function chats(
  shopper: Client,
  conversation: string,
  figures: Figures,
  end: number,
): Promise<void> {
  const outbox = randomUUID();
  for (let n = 1; n <= MESSAGES && Date.now() < end; n++) {
    const message = { conversation, outbox, n, text: `Question ${n}` };
    await figures.time("message:send", shopper.ask("message:send", message));
    await pause(READING_MS);
  }
}
