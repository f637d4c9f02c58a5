import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, expect, test } from "vitest";
import { descend } from "../../../infra/local/queues/lineage.ts";
import { failures } from "../../../infra/local/queues/poller.ts";
import type { Stage } from "../../../infra/local/run.ts";
import { queue } from "./fixture-template.ts";
import { pause, until } from "./gateway-kit.ts";
import {
  cleanUp,
  journal,
  later,
  refusalName,
  sdk,
  stageOf,
  temporaryFolder,
} from "./stage-kit.ts";

afterEach(cleanUp);

interface Batch {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes: Record<string, string>;
    readonly eventSourceARN: string;
  }[];
}

async function queueStage(options: Parameters<typeof stageOf>[1] = {}, mayLoop = false) {
  const { url, entries } = await journal<Batch>();
  const stage = await stageOf(queue({ journal: url, mayLoop }), options);
  return { stage, batches: entries, ...sender(stage) };
}

function sender(stage: Stage) {
  const client = new SQSClient({ ...sdk, endpoint: stage.endpoint("sqs") });
  later(() => client.destroy());
  const QueueUrl = `${stage.endpoint("sqs")}/000000000000/Heed-dev-Queue`;
  const send = (deed: string, DelaySeconds?: number) =>
    client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify({ deed }),
        ...(DelaySeconds === undefined ? {} : { DelaySeconds }),
      }),
    );
  return { client, QueueUrl, send };
}

test("[LOC26] a message reaches the function after its delay", async () => {
  const { batches, send } = await queueStage({ times: { delays: 1 / 10 } });
  const from = performance.now();
  await send("ok", 3);
  await send("ok");
  await until(() => batches.length === 2);
  expect(performance.now() - from).toBeGreaterThan(290);
  expect(batches[0]?.Records[0]).toMatchObject({
    body: '{"deed":"ok"}',
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-north-1:000000000000:Heed-dev-Queue",
    awsRegion: "eu-north-1",
    attributes: { ApproximateReceiveCount: "1" },
  });
});

test("[LOC26] a delay beyond 900 s, an unknown queue and a bad batch are refused as SQS does", async () => {
  const { client, QueueUrl, send, stage } = await queueStage();
  const batch = (...Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
    client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(await refusalName(send("ok", 901))).toBe("InvalidParameterValue");
  expect(await refusalName(send("ok", -1))).toBe("InvalidParameterValue");
  const elsewhere = { QueueUrl: `${QueueUrl}x`, MessageBody: "x" };
  expect(await refusalName(client.send(new SendMessageCommand(elsewhere)))).toBe(
    "QueueDoesNotExist",
  );
  expect(await refusalName(batch())).toBe("EmptyBatchRequest");
  const twins = [
    { Id: "a", MessageBody: "1" },
    { Id: "a", MessageBody: "2" },
  ];
  expect(await refusalName(batch(...twins))).toBe("BatchEntryIdsNotDistinct");
  const answer = await batch(
    { Id: "good", MessageBody: '{"deed":"ok"}', DelaySeconds: 900 },
    { Id: "bad", MessageBody: "x", DelaySeconds: 901 },
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(["good"]);
  expect(answer.Failed).toMatchObject([{ Id: "bad", SenderFault: true }]);
  expect(stage.queues.get("Queue").messages).toHaveLength(1);
});

test("[LOC27] messages come in batches of up to ten, and only the failed ones come again", async () => {
  const { batches, client, QueueUrl } = await queueStage({ times: { visibility: 1 / 50 } });
  const entry = (deed: string, at: number) => ({
    Id: String(at),
    MessageBody: JSON.stringify({ deed }),
  });
  const Entries = ["ok", "fail", "ok"].map(entry);
  await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  await until(() => batches.length >= 2);
  expect(batches[0]?.Records).toHaveLength(3);
  expect(batches[1]?.Records.map(({ body }) => body)).toEqual(['{"deed":"fail"}']);
  expect(batches[1]?.Records[0]?.attributes.ApproximateReceiveCount).toBe("2");
});

test("[LOC27] a function that throws gets its whole batch again", async () => {
  const { batches, send } = await queueStage({ times: { visibility: 1 / 50 } });
  await send("throw");
  await until(() => batches.length >= 2);
  expect(batches[1]?.Records[0]?.messageId).toBe(batches[0]?.Records[0]?.messageId);
});

test.each([
  [undefined, []],
  [{}, []],
  [{ batchItemFailures: [{ itemIdentifier: "a" }] }, ["a"]],
  [{ batchItemFailures: [{ itemIdentifier: "stranger" }] }, ["a", "b"]],
  [{ batchItemFailures: [{ itemIdentifier: "" }] }, ["a", "b"]],
  [{ batchItemFailures: "all" }, ["a", "b"]],
  ["done", ["a", "b"]],
])("[LOC27] the answer %j fails %j", (answer, expected) => {
  expect([...failures(answer, [{ id: "a" }, { id: "b" }])]).toEqual(expected);
});

test("[LOC28] a message received too often goes to the dead letters", async () => {
  const { batches, send, stage } = await queueStage({ times: { visibility: 1 / 100 } });
  await send("fail");
  await until(() => stage.queues.get("Dead").messages.length === 1);
  expect(batches).toHaveLength(3);
  expect(stage.queues.get("Queue").messages).toEqual([]);
});

test("[LOC29] a chain of queue and function ends after 16 runs, unless the function may loop", async () => {
  const guarded = await queueStage();
  await guarded.send("hop");
  await until(() => guarded.stage.queues.get("Dead").messages.length === 1);
  expect(guarded.batches).toHaveLength(16);

  const free = await queueStage({}, true);
  await free.send("hop");
  await until(() => free.batches.length > 20);
  expect(free.stage.queues.get("Dead").messages).toEqual([]);
});

test("[LOC29] the count travels in the trace header", () => {
  const first = descend(undefined, "timer");
  const second = descend(first.trace, "timer");
  const other = descend(second.trace, "greeter");
  expect([first.hops, second.hops, other.hops]).toEqual([1, 2, 1]);
  expect(descend(other.trace, "timer").hops).toBe(3);
  expect(other.trace).toMatch(/^Root=1-.*;Lineage=timer:2\|greeter:1$/);
});

test("[LOC30] a waiting message survives a restart when data is kept", async () => {
  const { url, entries } = await journal<Batch>();
  const options = { folder: temporaryFolder(), times: { delays: 1 / 10 } };
  const first = await stageOf(queue({ journal: url }), options);
  await sender(first).send("ok", 4);
  await first.close();
  await pause(20);
  expect(entries).toEqual([]);
  await stageOf(queue({ journal: url }), options);
  await until(() => entries.length === 1);
});
