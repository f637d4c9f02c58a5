import { randomUUID } from "node:crypto";
import type { Client } from "../stage/heed.ts";
import type { Figures } from "./figures.ts";

/** How often an agent renews the lease (ms), as the console does. */
const PRESENT_MS = 15_000;

/** An agent who takes every ring, and answers every shopper's message with one of her own. */
export function agentAtWork(agent: Client, figures: Figures): void {
  const outboxes = new Map<string, { readonly id: string; n: number }>();
  const present = setInterval(
    () => void figures.time("presence", agent.ask("presence", { status: "online" })),
    PRESENT_MS,
  );
  agent.socket.on("disconnect", () => clearInterval(present));
  agent.socket.on("ring", async ({ conversation: { id: conversation }, round }) => {
    const taken = await figures.time(
      "ring:accept",
      agent.ask("ring:accept", { conversation, round }),
    );
    if (taken?.ok) await figures.time("sync", agent.ask("sync", { conversation, after: 0 }));
  });
  agent.socket.on("message", async ({ conversation, from, body }) => {
    if (from.kind !== "shopper" || body.kind !== "text") return;
    const outbox = outboxes.get(conversation) ?? { id: randomUUID(), n: 0 };
    outboxes.set(conversation, outbox);
    outbox.n += 1;
    await figures.time(
      "message:send",
      agent.ask("message:send", {
        conversation,
        outbox: outbox.id,
        n: outbox.n,
        text: "Of course!",
      }),
    );
  });
}
