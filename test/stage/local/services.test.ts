import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterEach, expect, test } from "vitest";
import { FolderBusy, FolderUnusable, type Stage } from "../../../infra/local/run.ts";
import { getAtt, lambda, role, secret, table } from "./fixture-template.ts";
import { cleanUp, later, refusalName, sdk, stageOf, temporaryFolder } from "./stage-kit.ts";

afterEach(cleanUp);

const busStage = {
  ...role,
  Listener: lambda("probe", { Description: "listener" }),
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "heed" } },
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "Bus" },
      EventPattern: { source: ["heed"] },
      Targets: [{ Id: "t", Arn: getAtt("Listener", "Arn") }],
    },
  },
};

test("[LOC32] a published event calls the functions of matching rules and is kept to look at", async () => {
  const stage = await stageOf(busStage);
  const client = new EventBridgeClient({ ...sdk, endpoint: stage.endpoint("eventbridge") });
  later(() => client.destroy());
  const entry = (Source: string, EventBusName: string, Detail = '{"id":"c1"}') => ({
    Source,
    EventBusName,
    DetailType: "conversation.opened",
    Detail,
  });
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [entry("heed", "heed"), entry("other", "heed"), entry("heed", "nowhere")],
    }),
  );
  expect(answer.FailedEntryCount).toBe(0);
  await stage.settled();
  expect(stage.stats.functions.listener?.invocations).toBe(1);
  expect(stage.bus.recent.map(({ event }) => event.source)).toEqual(["heed", "other"]);
  expect(stage.bus.recent[0]).toMatchObject({
    bus: "heed",
    event: { "detail-type": "conversation.opened", detail: { id: "c1" } },
  });
  const broken = await client.send(new PutEventsCommand({ Entries: [entry("heed", "heed", "{")] }));
  expect(broken.FailedEntryCount).toBe(1);
  expect(broken.Entries?.[0]?.ErrorCode).toBe("MalformedDetail");
});

function secretOf(stage: Stage, SecretId: string) {
  const client = new SecretsManagerClient({ ...sdk, endpoint: stage.endpoint("secretsmanager") });
  later(() => client.destroy());
  return client.send(new GetSecretValueCommand({ SecretId }));
}

test("[LOC33] a generated secret has the form asked for, and is read by its ARN", async () => {
  const stage = await stageOf(secret, {}, { Arn: { Value: { Ref: "Secret" } } });
  const { SecretString, ARN } = await secretOf(stage, stage.outputs.Arn ?? "");
  expect(SecretString).toMatch(/^[A-Za-z0-9]{40}$/);
  expect(SecretString).toBe(stage.secrets.Secret);
  expect(ARN).toBe(stage.outputs.Arn);
  expect(await refusalName(secretOf(stage, "arn:unknown"))).toBe("ResourceNotFoundException");
});

test("[LOC33] secrets and tables outlive a restart when data is kept, and are new otherwise", async () => {
  const folder = temporaryFolder();
  const Item = { pk: { S: "CONV#1" }, sk: { S: "HEAD" }, seq: { N: "7" } };
  const first = await stageOf({ ...secret, ...table }, { folder });
  await dynamo(first).send(new PutItemCommand({ TableName: "Heed-dev-Table", Item }));
  const { secrets } = first;
  await first.close();

  const second = await stageOf({ ...secret, ...table }, { folder });
  expect(second.secrets).toEqual(secrets);
  const { pk, sk } = Item;
  const found = await dynamo(second).send(
    new GetItemCommand({ TableName: "Heed-dev-Table", Key: { pk, sk } }),
  );
  expect(found.Item).toEqual(Item);

  const other = await stageOf({ ...secret, ...table });
  expect(other.secrets).not.toEqual(secrets);
  const scan = await dynamo(other).send(new ScanCommand({ TableName: "Heed-dev-Table" }));
  expect(scan.Count).toBe(0);
});

test("[LOC43] two stages can't use the same data, but what a dead one left can be taken over", async () => {
  const folder = temporaryFolder();
  const stage = await stageOf(table, { folder });
  const file = join(folder, "stage.pid");
  const refused = stageOf(table, { folder });
  await expect(refused).rejects.toThrow(FolderBusy);
  await expect(refused).rejects.toThrow(`(process ${process.pid}) uses this data, as ${file} says`);
  await stage.close();
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, JSON.stringify({ pid: 999_999_999 }));
  await stageOf(table, { folder });
});

// Only Linux tells when a process began; elsewhere the number must do.
const strangers = process.platform === "linux" ? [1, process.ppid, process.pid] : [];
test.each([
  "1",
  "",
  "no number",
  "{}",
  ...strangers.map((pid) => JSON.stringify({ pid, started: "9 x" })),
])("[LOC43] a lock that says %j is no running stage's", async (text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "stage.pid"), text);
  await stageOf(table, { folder });
  expect(readFileSync(join(folder, "stage.pid"), "utf8")).toContain(`${process.pid}`);
});

test("[LOC42] a folder that can't be written is named", async () => {
  const file = join(temporaryFolder(), "a-file");
  writeFileSync(file, "");
  const refused = stageOf(table, { folder: file });
  await expect(refused).rejects.toThrow(FolderUnusable);
  await expect(refused).rejects.toThrow(`${file} (`);
});

test("[LOC34] seeding puts plain items only where there is none yet", async () => {
  const stage = await stageOf(table);
  const items = [
    { pk: "AGENT#1", sk: "PROFILE", name: "Aino", levels: { fi: 5 }, tags: ["a"], on: true },
    { pk: "AGENT#2", sk: "PROFILE", name: "Sam", gone: undefined, none: null },
  ];
  expect(await stage.seed(items)).toBe(2);
  expect(await stage.seed([{ ...items[0], name: "other" }])).toBe(0);
  const Key = { pk: { S: "AGENT#1" }, sk: { S: "PROFILE" } };
  const { Item } = await dynamo(stage).send(
    new GetItemCommand({ TableName: "Heed-dev-Table", Key }),
  );
  expect(Item).toEqual({
    ...Key,
    name: { S: "Aino" },
    levels: { M: { fi: { N: "5" } } },
    tags: { L: [{ S: "a" }] },
    on: { BOOL: true },
  });
});

test("[LOC34] an operation that no service knows is refused by name", async () => {
  const stage = await stageOf({});
  const response = await fetch(stage.endpoint("sqs"), {
    method: "POST",
    headers: { "x-amz-target": "AmazonSQS.PurgeQueue" },
    body: "{}",
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("AmazonSQS.PurgeQueue");
});

function dynamo(stage: Stage): DynamoDBClient {
  const client = new DynamoDBClient({ ...sdk, endpoint: stage.endpoint("dynamodb") });
  later(() => client.destroy());
  return client;
}
