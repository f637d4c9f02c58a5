import { createHmac } from "node:crypto";
import { io, NodeWebSocket, type Socket } from "socket.io-client";
import { agentId } from "../../functions/adapters/agent-id.ts";
import { writeTicket } from "../../functions/adapters/tickets.ts";
import type { ServerEvents } from "../../functions/contract/server-events.ts";
import { addDemoAgents } from "../../infra/agents/demo.ts";
import { readAssembly } from "../../infra/local/assembly.ts";
import { DEMO_AGENTS } from "../../infra/local/demo-agents.ts";
import { startStage } from "../../infra/local/run.ts";
import type { Stage, StageOptions } from "../../infra/local/stage.ts";
import { heedTransport } from "../../web/shared/transport/index.ts";
import { ASSEMBLY } from "./synthesize.ts";

export interface HeedStage {
  readonly stage: Stage;
  /** A ticket as the HTTP API gives one to a signed-in demo agent. */
  ticket(name: string): string;
  /** A connected client of Heed's own transport. */
  shopper(query?: Record<string, string>): Promise<Client>;
  agent(name: string): Promise<Client>;
  /** A request that the shop signs. */
  shop(
    path: string,
    body: object,
    key?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** The template's stage in memory, with the demo agents. */
export async function startHeed(options: Partial<StageOptions> = {}): Promise<HeedStage> {
  const assembly = await readAssembly(ASSEMBLY, "Heed-dev");
  const stage = await startStage({ ...assembly, agents: DEMO_AGENTS, ...options });
  await addDemoAgents(stage.endpoint("dynamodb"), stage.outputs.TableName ?? "");
  const clients: Client[] = [];
  const connect = async (query: Record<string, string>) => {
    const client = await Client.connect(stage.urls.socket ?? "", query);
    clients.push(client);
    return client;
  };
  const ticket = (name: string) =>
    writeTicket(secretNamed(stage, "Signing"), {
      id: agentId(`${name}@heed.local`),
      name: name.charAt(0).toUpperCase() + name.slice(1),
      role: "agent",
      authVersion: 0,
      until: Date.now() + 60_000,
    });
  return {
    stage,
    ticket,
    shopper: (query = {}) => connect({ role: "shopper", ...query }),
    agent: async (name) => {
      const client = await connect({ role: "agent", ticket: ticket(name) });
      await client.ask("presence", { status: "online" });
      return client;
    },
    shop: async (path, body, key) => {
      const text = JSON.stringify(body);
      const t = Math.floor(Date.now() / 1000);
      const v1 = createHmac("sha256", secretNamed(stage, "Shop"))
        .update(`${t}.${text}`)
        .digest("hex");
      const answer = await fetch(`${stage.urls.site}${path}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "heed-signature": `t=${t},v1=${v1}`,
          ...(key !== undefined && { "idempotency-key": key }),
        },
        body: text,
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    close: async () => {
      for (const client of clients) client.close();
      await stage.close();
    },
  };
}

/** The value of the generated secret whose logical id has this word. */
export function secretNamed(stage: Pick<Stage, "secrets">, word: string): string {
  const found = Object.entries(stage.secrets).find(([id]) => id.includes(word));
  if (!found) throw new Error(`the template has no secret named ${word}`);
  return found[1];
}

/** A client on the wire: asks, and remembers what it heard. */
export class Client {
  readonly socket: Socket;
  readonly heard: { readonly event: string; readonly payload: unknown }[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((event: string, payload: unknown) => {
      this.heard.push({ event, payload });
      for (const wake of this.#waiting) wake();
    });
  }

  static async connect(url: string, query: Record<string, string>): Promise<Client> {
    const { origin, pathname } = new URL(url);
    const socket = io(origin, {
      path: pathname,
      addTrailingSlash: false,
      transports: [heedTransport({ heartbeat: 60_000 }, NodeWebSocket)],
      query,
      forceNew: true,
      reconnection: false,
    });
    const client = new Client(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    await client.hear("welcome");
    return client;
  }

  // biome-ignore lint/suspicious/noExplicitAny: an ack is whatever the test expects of it
  ask(event: string, payload: object): Promise<any> {
    return this.socket.timeout(10_000).emitWithAck(event, payload);
  }

  /** The payload of an event, heard already or still to come. */
  async hear<E extends keyof ServerEvents>(
    event: E,
    matches: (payload: ServerEvents[E]) => boolean = () => true,
    ms = 10_000,
  ): Promise<ServerEvents[E]> {
    const find = () =>
      this.heard.find((each) => each.event === event && matches(each.payload as ServerEvents[E]));
    const end = Date.now() + ms;
    for (;;) {
      const found = find();
      if (found) return found.payload as ServerEvents[E];
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no ${event} within ${ms} ms`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.#waiting.add(wake);
      });
    }
  }

  close(): void {
    this.socket.disconnect();
  }
}
