import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { io, type Socket } from "socket.io-client";
import { WebSocket } from "ws";
import { type Pair, timedPair } from "./pair.ts";
import type { PlainMessage } from "./plain-process.ts";

/** A shopper and an agent in one room of the plain `socket.io` server. */
export async function socketioPair(url: string, conversation: string): Promise<Pair> {
  const open = async (party: string) => {
    const auth = { conversation, party };
    const socket = io(url, { transports: ["websocket"], forceNew: true, auth });
    await new Promise((resolve) => socket.once("joined", resolve as never));
    return socket;
  };
  const shopper = await open("shopper");
  const agent = await open("agent");
  const { pair, heard } = timedPair(() => {
    shopper.disconnect();
    agent.disconnect();
  });
  const side = (socket: Socket, outbox: string) => {
    let n = 0;
    socket.on("message", ({ body }: { body: { text: string } }) => heard(body.text));
    return {
      send: async (text: string) => {
        n += 1;
        await socket.emitWithAck("message:send", { conversation, outbox, n, text });
      },
    };
  };
  return pair(side(shopper, randomUUID()), side(agent, randomUUID()));
}

/** One socket whose own messages come back; ack and delivery are the same. */
export async function wsPair(url: string, conversation: string): Promise<Pair> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, "open");
  const { pair, heard } = timedPair(() => socket.close());
  let n = 0;
  let echoed = () => {};
  socket.on("message", (data) => {
    heard((JSON.parse(String(data)) as PlainMessage).text);
    echoed();
  });
  const side = {
    send: (text: string) => {
      n += 1;
      const message: PlainMessage = { conversation, outbox: "raw-outbox", n, text };
      socket.send(JSON.stringify(message));
      return new Promise<void>((resolve) => {
        echoed = resolve;
      });
    },
  };
  return pair(side, side);
}
