import { describe, expect, test } from "vitest";
import { frame, OWN, STOCK, setUp } from "./harness.ts";

describe("connecting to a namespace", () => {
  test("[SIO10] answers CONNECT in the route response, with a sid and nothing else", async () => {
    const { io, body, posted } = setUp();
    io.of("custom");
    expect(await body(frame("40"))).toBe('40{"sid":"c1"}');
    expect(await body(frame("40/custom,"))).toBe('40/custom,{"sid":"c1/custom"}');
    expect(await body(frame('40/custom,{"token":"x"}', STOCK))).toMatch(/^40\/custom,\{"sid":/);
    expect(posted).toEqual([]);
  });

  test("[SIO11] refuses an unknown namespace", async () => {
    const { body } = setUp();
    expect(await body(frame("40/random"))).toBe('44/random,{"message":"Invalid namespace"}');
  });

  test("[SIO12] a middleware refuses with a message and data, and what follows does not run", async () => {
    const { io, body } = setUp();
    const seen: string[] = [];
    io.of("/")
      .use(({ auth }) => (auth.token === "good" ? undefined : { message: "no", data: { code: 7 } }))
      .use(async () => void seen.push("second"))
      .on("connection", () => void seen.push("connection"));
    expect(await body(frame('40{"token":"bad"}'))).toBe('44{"message":"no","data":{"code":7}}');
    expect(seen).toEqual([]);
    expect(await body(frame('40{"token":"good"}'))).toBe('40{"sid":"c1"}');
    expect(seen).toEqual(["second", "connection"]);
  });

  test("[SIO13] what is emitted on connection follows the answer: for a batching client in its frame", async () => {
    const { io, body, posted } = setUp();
    io.of("/").on("connection", (socket, { auth }) => {
      socket.emit("auth", auth);
      socket.emit("more", 1);
    });
    expect(await body(frame('40{"a":1}'))).toBe(
      '40{"sid":"c1"}\x1e42["auth",{"a":1}]\x1e42["more",1]',
    );
    expect(posted).toEqual([]);
  });

  test("[SIO14] a stock client gets one packet a frame, in order, the last in the route response", async () => {
    const { io, body, posted } = setUp();
    io.of("/").on("connection", (socket, { auth }) => {
      socket.emit("auth", auth);
      socket.emit("more", 1);
    });
    expect(await body(frame("40", STOCK))).toBe('42["more",1]');
    expect(posted).toEqual([
      ["c1", '40{"sid":"c1"}'],
      ["c1", '42["auth",{}]'],
    ]);
  });

  test("[SIO15] a failure while connecting refuses with a reference and says nothing else", async () => {
    const { io, body, errors } = setUp();
    io.of("/").on("connection", (socket) => {
      socket.emit("half");
      throw new Error("secret detail");
    });
    expect(await body(frame("40"))).toBe(
      '44{"message":"internal","data":{"code":"internal","ref":"id1"}}',
    );
    expect(errors).toMatchObject([{ place: { ref: "id1", connectionId: "c1", namespace: "/" } }]);
  });

  test("[SIO16] the authorizer's context reaches every handler, and the socket id is the same in each", async () => {
    const seen: unknown[] = [];
    const { io, body } = setUp({
      onHeartbeat: async ({ context }) => void seen.push(context),
      onDisconnect: async ({ context }, reason) => void seen.push(context, reason),
    });
    const chat = io
      .of("/chat")
      .use(async ({ context }) => void seen.push(context))
      .on("connection", ({ context, id }) => void seen.push(context, id))
      .on("disconnect", ({ context, id }) => void seen.push(context, id))
      .event("hi", async ({ context, id }) => void seen.push(context, id));
    await body(frame(`40/chat,\x1e42${chat.name},["hi"]\x1e3\x1e41/chat,`));
    await io.handle({
      requestContext: {
        connectionId: "c1",
        eventType: "DISCONNECT",
        authorizer: OWN,
        disconnectReason: "Going away",
      },
    });
    const id = "c1/chat";
    expect(seen).toEqual([OWN, OWN, id, OWN, id, OWN, OWN, id, OWN, "Going away"]);
  });

  test("[SIO17] the server takes a client out of a namespace, or closes once everything is out", async () => {
    const { io, body, posted, closed } = setUp();
    io.of("/").event("out", async (socket, [close]) => {
      socket.emit("bye");
      socket.disconnect(close === true);
    });
    expect(await body(frame('42["out"]'))).toBe('42["bye"]\x1e41');
    expect(closed).toEqual([]);
    await body(frame('42["out",true]'));
    expect(posted).toEqual([["c1", '42["bye"]\x1e41']]);
    expect(closed).toEqual(["c1"]);
  });
});
