import { randomUUID } from "node:crypto";
import { io, NodeWebSocket, type Socket } from "socket.io-client";
import { agentId } from "../../../functions/adapters/agent-id.ts";
import { writeTicket } from "../../../functions/adapters/tickets.ts";
import { newAgent } from "../../../functions/domain/routing/agent.ts";
import type { Store } from "../../../functions/ports.ts";
import { heedTransport } from "../../../web/shared/transport/index.ts";
import { type Pair, timedPair } from "./pair.ts";
import type { StageFacts } from "./stage-process.ts";

/** Keeps the agents' leases; a console's own period. */
const HEARTBEAT_MS = 20_000;

/** A shopper and an agent in a chat that came about as all do: opened, rung, accepted, synced. */
export async function heedPair(facts: StageFacts, store: Store, number: number): Promise<Pair> {
  const id = agentId(`bench-${number}@heed.local`);
  const name = `Bench ${number}`;
  await store.createAgent(
    newAgent({
      id,
      name,
      email: `bench-${number}@heed.local`,
      role: "agent",
      languages: { fi: 5 },
      skills: {},
      capacity: 1,
    }),
  );
  const until = Date.now() + 60_000;
  const ticket = writeTicket(facts.signingSecret, {
    ...{ id, name, role: "agent", authVersion: 0, until },
  });
  const shopper = await open(facts.socket, { role: "shopper" });
  const agent = await open(facts.socket, { role: "agent", ticket });
  // In this order the shopper waits for just this agent.
  const opened = await ask(shopper, "chat:open", { language: "fi" });
  const conversation = (opened.conversation as { id: string }).id;
  const ring = new Promise<{ round: number }>((resolve) => agent.once("ring", resolve));
  await ask(agent, "presence", { status: "online" });
  const { round } = await ring;
  await ask(agent, "ring:accept", { conversation, round });
  for (const socket of [agent, shopper]) await ask(socket, "sync", { conversation, after: 0 });

  const { pair, heard } = timedPair(() => {
    shopper.disconnect();
    agent.disconnect();
  });
  const side = (socket: Socket) => {
    const outbox = randomUUID();
    let n = 0;
    socket.on("message", ({ body }: { body: { kind: string; text?: string } }) => {
      if (body.text !== undefined) heard(body.text);
    });
    return {
      send: async (text: string) => {
        n += 1;
        await ask(socket, "message:send", { conversation, outbox, n, text });
      },
    };
  };
  return pair(side(shopper), side(agent));
}

async function open(url: string, query: Record<string, string>): Promise<Socket> {
  const { origin, pathname } = new URL(url);
  const socket = io(origin, {
    path: pathname,
    addTrailingSlash: false,
    transports: [heedTransport({ heartbeat: HEARTBEAT_MS }, NodeWebSocket)],
    query,
    forceNew: true,
    reconnection: false,
  });
  await new Promise((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

async function ask(socket: Socket, event: string, payload: object) {
  const answer = (await socket.timeout(30_000).emitWithAck(event, payload)) as Record<
    string,
    unknown
  >;
  if (answer.ok !== true) throw new Error(`${event}: ${JSON.stringify(answer)}`);
  return answer;
}
