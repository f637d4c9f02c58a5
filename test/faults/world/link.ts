import type { Caller } from "../../../functions/use-cases/deps.ts";
import { Connection } from "../../../web/shared/connection.ts";
import type { OpenSocket } from "../../../web/shared/socket.ts";
import { Pulse } from "../../../web/shared/transport/pulse.ts";
import type { Role } from "../../../web/shared/wire.ts";
import type { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";
import type { Gateway } from "./gateway.ts";
import type { Packet, Reply } from "./packets.ts";

const ANSWER_WITHIN_MS = 15_000;

interface LinkOptions<R extends Role> {
  readonly owner: Caller<R>["owner"];
  readonly name: string;
  readonly device: Device;
  /** ms */
  readonly heartbeat: number;
  readonly backoff?: { readonly first: number; readonly most: number };
}

/** The product's own connection, with its own heartbeat, on a simulated wire. */
export function openLink<R extends Role>(
  sim: Sim,
  gateway: Gateway,
  { owner, name, device, heartbeat, backoff }: LinkOptions<R>,
): Connection<R> {
  return new Connection<R>({
    url: "wss://simulated",
    open: opener(sim, gateway, { owner, name, device, heartbeat }),
    query: async () => ({}),
    heartbeat,
    ...(backoff && { backoff }),
    random: sim.random.next,
    now: device.now,
  });
}

type Done = (result: { readonly ack: unknown } | "lost") => void;

function opener(
  _sim: Sim,
  gateway: Gateway,
  { owner, name, device }: LinkOptions<Role>,
): OpenSocket {
  return ({ heartbeat, onEvent, onEnd }) => {
    const waiting = new Map<number, { done: Done; timer: ReturnType<typeof setTimeout> }>();
    let queue: Packet[] = [];
    let connected = false;
    let opened = false;
    let over = false;
    let ids = 0;
    let deadline: ReturnType<typeof setTimeout> | undefined;

    const stop = (): void => {
      over = true;
      connected = false;
      clearTimeout(deadline);
      pulse.stop();
      for (const id of [...waiting.keys()]) settle(id, "lost");
    };
    const end = (): void => {
      if (over) return;
      stop();
      gateway.close(line);
      onEnd();
    };
    const settle = (id: number, result: Parameters<Done>[0]): void => {
      const found = waiting.get(id);
      if (!found) return;
      clearTimeout(found.timer);
      waiting.delete(id);
      found.done(result);
    };
    const flush = (): void => {
      const frame = queue;
      queue = [];
      if (opened && !over && frame.length > 0) gateway.send(line, frame);
    };
    const emit = (packet: Packet): void => {
      if (queue.push(packet) === 1) queueMicrotask(flush);
    };
    const take = (reply: Reply): void => {
      if (reply.kind === "connected") connected = true;
      if (reply.kind === "refused") end();
      if (reply.kind === "ack") settle(reply.id, { ack: reply.ack });
      if (reply.kind === "event") onEvent(reply.name, reply.payload);
    };
    const pulse = new Pulse(
      {
        beat: () => emit({ kind: "beat" }),
        deadline(ms) {
          clearTimeout(deadline);
          deadline = setTimeout(end, ms);
        },
      },
      heartbeat,
      ANSWER_WITHIN_MS,
      // As the widget's own socket has it; an agent's heartbeats renew the lease and always leave.
      owner.role === "shopper",
    );
    const line = gateway.open(owner, name, device, {
      opened() {
        if (over) return;
        opened = true;
        pulse.start();
        emit({ kind: "connect" });
      },
      heard(frame) {
        if (over) return;
        pulse.heard();
        for (const reply of frame) if (!over) take(reply);
      },
      ended: end,
    });
    return {
      get connected() {
        return connected;
      },
      emit(event, payload, timeout, done) {
        const id = ids++;
        waiting.set(id, { done, timer: setTimeout(() => settle(id, "lost"), timeout) });
        if (over) settle(id, "lost");
        else emit({ kind: "event", id, name: event, payload });
      },
      close() {
        if (over) return;
        stop();
        gateway.close(line);
      },
      setHeartbeat: (ms) => pulse.every(ms),
      check: () => pulse.check(),
    };
  };
}
