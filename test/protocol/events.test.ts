import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeEvent, encodeEventIn } from "../../functions/socketio/index.ts";
import { frame, STOCK, setUp } from "./harness.ts";

describe("events", () => {
  test("[SIO20] the returned value is the ack, sent only when the client asked for one", async () => {
    const { io, body } = setUp();
    io.of("/").event("add", async (_socket, args) => [Number(args[0]) + Number(args[1])]);
    io.of("/").event("quiet", async () => undefined);
    expect(await body(frame('4217["add",1,2]'))).toBe("4317[3]");
    expect(await body(frame('425["quiet"]'))).toBe("435[]");
    expect(await body(frame('42["add",1,2]'))).toBe("6");
  });

  test("[SIO21] an invocation with nothing to say answers with a noop", async () => {
    const { body } = setUp();
    for (const packet of ["3", "5", "6", '42["x"]', "41", "43[]"]) {
      expect(await body(frame(packet))).toBe("6");
    }
  });

  test("[SIO22] several packets in one frame are handled in order and answered in one frame", async () => {
    const { io, body, posted } = setUp();
    const seen: unknown[] = [];
    io.of("/").event("n", async (socket, [n]) => {
      await new Promise((resolve) => setTimeout(resolve, 10 - Number(n)));
      seen.push(n);
      socket.emit("saw", n);
      return [n];
    });
    expect(await body(frame('40\x1e421["n",1]\x1e422["n",2]\x1e42["n",3]\x1e2'))).toBe(
      '40{"sid":"c1"}\x1e42["saw",1]\x1e431[1]\x1e42["saw",2]\x1e432[2]\x1e42["saw",3]\x1e3',
    );
    expect(seen).toEqual([1, 2, 3]);
    expect(posted).toEqual([]);
  });

  test("[SIO22] a stock client's frame is one packet", async () => {
    const { io, body, closed } = setUp();
    io.of("/").event("n", async (_socket, args) => args);
    await body(frame('421["n",1]\x1e422["n",2]', STOCK));
    expect(closed).toEqual(["c1"]);
  });

  test("[SIO23] a failing handler costs the client an error ack with a reference, no detail, no emits", async () => {
    const { io, body, errors } = setUp();
    io.of("/").event("boom", async (socket) => {
      socket.emit("half");
      throw new Error("secret detail");
    });
    expect(await body(frame('427["boom"]'))).toBe('437[{"error":{"code":"internal","ref":"id1"}}]');
    expect(await body(frame('42["boom"]'))).toBe("6");
    expect(errors.map(({ place }) => [place.event, place.ref])).toEqual([
      ["boom", "id1"],
      ["boom", "id2"],
    ]);
  });

  test("[SIO24] an unknown event is told so in its ack, and otherwise ignored", async () => {
    const { body } = setUp();
    expect(await body(frame('427["nope"]'))).toBe('437[{"error":{"code":"unknown_event"}}]');
    expect(await body(frame('42["nope"]'))).toBe("6");
    expect(await body(frame('42["constructor"]'))).toBe("6");
  });

  test("[SIO24] a site may give failed acks its own shape", async () => {
    const { body } = setUp({ ackError: ({ code }) => [{ ok: false, code }] });
    expect(await body(frame('427["nope"]'))).toBe('437[{"ok":false,"code":"unknown_event"}]');
  });

  test("[SIO25] what is too large for the gateway is refused before sending, counted in UTF-8 bytes", async () => {
    const { io, body, errors, posted } = setUp();
    const limit = 32 * 1024;
    const fits = "ä".repeat((limit - '42["e",""]'.length) / 2);
    const results: string[] = [];
    io.of("/").event("emit", async (socket, [text]) => void results.push(socket.emit("e", text)));
    io.of("/").event("big", async () => ["x".repeat(limit)]);
    expect(Buffer.byteLength(await body(frame(`42["emit","${fits}"]`)))).toBe(limit);
    expect(await body(frame(`42["emit","${fits}ä"]`))).toBe("6");
    expect(results).toEqual(["queued", "too_large"]);
    expect(await body(frame('421["big"]'))).toBe('431[{"error":{"code":"too_large","ref":"id1"}}]');
    expect(errors).toHaveLength(1);
    expect(await io.post("c2", encodeEvent("e", `${fits}ä`))).toBe("too_large");
    expect(posted).toEqual([]);
    expect(await io.post("c2", encodeEvent("e", fits))).toBe("sent");
  });

  test("[SIO26] an answer too large for one frame takes several, in order, the last in the route response", async () => {
    const { io, body, posted } = setUp();
    const text = "x".repeat(12_000);
    io.of("/").event("five", async (socket) => {
      for (let n = 1; n <= 5; n += 1) socket.emit("e", n, text);
      return ["done"];
    });
    const last = await body(frame('429["five"]'));
    const frames = [...posted.map(([, sent]) => String(sent)), last];
    expect(frames.map((sent) => sent.split("\x1e").length)).toEqual([2, 2, 2]);
    expect(frames.every((sent) => Buffer.byteLength(sent) <= 32 * 1024)).toBe(true);
    expect(
      frames
        .join("\x1e")
        .match(/42\["e",(\d)/g)
        ?.map((head) => head.at(-1)),
    ).toEqual([1, 2, 3, 4, 5].map(String));
    expect(last.endsWith('\x1e439["done"]')).toBe(true);
  });

  test("[SIO27] a packet lost in the middle of an answer closes the connection", async () => {
    for (const loss of ["busy", "gone"] as const) {
      const { io, body, closed, posted } = setUp({}, ["sent", loss]);
      io.of("/").on("connection", (socket) => {
        for (const n of [1, 2, 3]) socket.emit("n", n);
      });
      await body(frame("40", STOCK));
      expect(posted).toHaveLength(2);
      expect(closed).toEqual(["c1"]);
    }
  });

  test("[SIO27] so does a post that throws", async () => {
    const { io, body, closed, errors } = setUp({
      post: async () => {
        throw new Error("no network");
      },
    });
    io.of("/").on("connection", (socket) => void socket.emit("n"));
    await body(frame("40", STOCK));
    expect(closed).toEqual(["c1"]);
    expect(errors).toHaveLength(1);
  });

  test("[SIO28] one encoded event serves any number of connections", async () => {
    const { io } = setUp();
    expect(encodeEvent("note", { a: 1 }, "b")).toBe('42["note",{"a":1},"b"]');
    expect(encodeEventIn("/desk", "note")).toBe('42/desk,["note"]');
    expect(io.of("/desk").encode("note", 1)).toBe('42/desk,["note",1]');
  });

  test("[SIO29] without a route response everything is posted", async () => {
    const { io, body, posted } = setUp({ routeResponse: false });
    io.of("/").on("connection", (socket) => void socket.emit("hi"));
    expect(await body(frame("40", STOCK))).toBe("6");
    expect(posted.map(([, sent]) => sent)).toEqual(['40{"sid":"c1"}', '42["hi"]']);
  });

  test("[SIO30] a binary packet within one frame needs no memory and is answered as base64 text", async () => {
    const { io, body } = setUp();
    io.of("/").event("echo", async (_socket, args) => args);
    expect(
      await body(frame('451-3["echo",{"_placeholder":true,"num":0}]\x1ebAQIDBA==\x1e424["echo"]')),
    ).toBe('461-3[{"_placeholder":true,"num":0}]\x1ebAQIDBA==\x1e434[]');
  });
});

describe("hostile input", () => {
  test.each([
    ["an empty frame", ""],
    ["an unknown Engine.IO type", "abc"],
    ["a gateway-like object", '{"message":"x"}'],
    ["an unknown Socket.IO type", "4abc"],
    ["a payload of the wrong kind", "42{}"],
    ["an event without payload", "42"],
    ["a reserved event name", '42["disconnect"]'],
    ["an invalid ack id", '42abc["message"]'],
    ["a client that refuses", '44{"message":"x"}'],
    ["attachments that don't come", '451-["x",{"_placeholder":true,"num":0}]'],
    ["an attachment without header", "bAQID"],
    ["text between attachments", '451-["x",{"_placeholder":true,"num":0}]\x1e42["y"]'],
    ["too many attachments", '45999999-["x"]'],
    ["a malformed packet after a good one", '42["x"]\x1ezzz'],
  ])("[SIO31] %s closes the connection", async (_name, text) => {
    const { body, closed, posted } = setUp();
    expect(await body(frame(text))).toBe("6");
    expect(closed).toEqual(["c1"]);
    expect(posted).toEqual([]);
  });

  test("[SIO32] a client's ping is answered, its close obeyed, and packets after the close ignored", async () => {
    const { io, body, closed } = setUp();
    const seen: string[] = [];
    io.of("/").event("x", async () => void seen.push("x"));
    expect(await body(frame("2"))).toBe("3");
    expect(await body(frame("2probe"))).toBe("3probe");
    await body(frame('1\x1e42["x"]'));
    expect(closed).toEqual(["c1"]);
    expect(seen).toEqual([]);
  });

  test("[SIO33] a heartbeat is told to the hook and answered with a noop, without any other request", async () => {
    const beats: string[] = [];
    const { body, posted } = setUp({
      onHeartbeat: async ({ connectionId }) => void beats.push(connectionId),
    });
    expect(await body(frame("3"))).toBe("6");
    expect(beats).toEqual(["c1"]);
    expect(posted).toEqual([]);
  });

  test("[SIO34] handle never throws, whatever fails around it", async () => {
    const fail = async () => {
      throw new Error("down");
    };
    const { io, body } = setUp({
      post: fail,
      disconnect: fail,
      onHeartbeat: fail,
      onDisconnect: fail,
      onError: () => {
        throw new Error("log is down");
      },
    });
    io.of("/").on("connection", (socket) => void socket.emit("x"));
    io.of("/").on("disconnect", fail);
    for (const text of ["40", "zzz", "3", "41", "1"]) {
      expect(await body(frame(text, STOCK))).toMatch(/^.+$/);
    }
    const requestContext = { connectionId: "c1", eventType: "DISCONNECT" as const };
    expect(await io.handle({ requestContext })).toEqual({ statusCode: 200, body: "6" });
  });

  test("[SIO34] any text gets a status and a body, and no other key", async () => {
    const { io } = setUp();
    io.of("/").event("x", async (_socket, args) => args);
    const packet = fc.oneof(
      fc.string(),
      fc.string().map((text) => `4${text}`),
      fc.json().map((json) => `42${json}`),
      fc
        .tuple(fc.nat(), fc.jsonValue())
        .map(([id, value]) => `42${id}${JSON.stringify(["x", value])}`),
      fc.constantFrom("40", "41", "3", "bAQ==", '451-["x",{"_placeholder":true,"num":0}]'),
    );
    const text = fc.array(packet, { maxLength: 4 }).map((packets) => packets.join("\x1e"));
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (body, stock) => {
        const answer = await io.handle(stock ? frame(body, STOCK) : frame(body));
        expect(Object.keys(answer).sort()).toEqual(["body", "statusCode"]);
        expect(answer.statusCode).toBe(200);
        expect(answer.body).toMatch(/^./);
      }),
      { numRuns: 300 },
    );
  });
});
