import { PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { afterEach, expect, test } from "vitest";
import { connect, management, refusal, type SocketEvent, stopAll } from "./gateway-kit.ts";
import { socketApi } from "./socket-template.ts";
import { cleanUp, stageOf } from "./stage-kit.ts";

afterEach(async () => {
  await stopAll();
  await cleanUp();
});

test("[LOC44] the template's WebSocket API runs with its authorizer, routes and callback address", async () => {
  const stage = await stageOf(socketApi({ connectResponse: true }));
  expect(await refusal(stage.urls.socket ?? "")).toBe(401);
  expect(await refusal(`${stage.urls.site.replace("http", "ws")}/prod?EIO=4`)).toBe(403);
  const client = await connect(`${stage.urls.socket}?EIO=4&role=agent`);
  client.socket.send("2");
  const { event } = JSON.parse(await client.message(0)) as { event: SocketEvent };
  expect(event.requestContext).toMatchObject({
    stage: "dev",
    routeKey: "$default",
    authorizer: { principalId: "someone", role: "agent" },
  });
  const { value } = (await stage.invoke("Probe", { do: "env", name: "POST_TO" })) as {
    value: string;
  };
  expect(value).toBe(stage.endpoint("apigatewaymanagementapi"));
  const sdk = management(value);
  const { connectionId } = event.requestContext;
  await sdk.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: "hello" }));
  sdk.destroy();
  expect(await client.message(1)).toBe("hello");
});

test("[LOC44] a MOCK integration that can't answer fails the handshake, as API Gateway does", async () => {
  const stage = await stageOf(socketApi({ connectResponse: false }));
  expect(await refusal(`${stage.urls.socket}?EIO=4`)).toBe(500);
});
