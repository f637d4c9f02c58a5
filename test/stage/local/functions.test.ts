import { afterEach, expect, test } from "vitest";
import { getAtt, join, lambda, queue, role } from "./fixture-template.ts";
import { until } from "./gateway-kit.ts";
import { cleanUp, stageOf } from "./stage-kit.ts";

afterEach(cleanUp);

const two = {
  ...queue(),
  ...role,
  One: lambda("probe", { Timeout: 1, Description: "one" }, { WHO: "one", QUEUE: { Ref: "Queue" } }),
  Two: lambda("probe", { Timeout: 1, Description: "two" }, { WHO: "two" }),
};

test("[LOC22] each function has an environment of its own, with local addresses in it", async () => {
  const stage = await stageOf(two, { environment: { WHO: (who) => `${who}!` } });
  const env = async (label: string, name: string) =>
    ((await stage.invoke(label, { do: "env", name })) as { value: unknown }).value;
  expect(await env("one", "WHO")).toBe("one!");
  expect(await env("two", "WHO")).toBe("two!");
  expect(await env("one", "PATH")).toBeNull();
  expect(await env("one", "AWS_REGION")).toBe("eu-north-1");
  expect(await env("two", "AWS_LAMBDA_FUNCTION_NAME")).toBe("Heed-dev-Two");
  expect(await env("one", "AWS_ENDPOINT_URL_DYNAMODB")).toBe(stage.endpoint("dynamodb"));
  const queueUrl = `${stage.endpoint("sqs")}/000000000000/Heed-dev-Queue`;
  expect(await env("one", "QUEUE")).toBe(queueUrl);
});

test("[LOC22] outputs carry local addresses", async () => {
  const Api = { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP" } };
  const url = join("https://", { Ref: "Api" }, ".execute-api.eu-north-1.amazonaws.com/api/");
  const stage = await stageOf({ Api }, {}, { Url: { Value: url } });
  expect(stage.outputs).toEqual({ Url: `${stage.urls.site}/api/` });
});

test("[LOC23] calls run side by side in a function", async () => {
  const stage = await stageOf(two);
  const results = await Promise.all(
    [1, 2, 3].map(() => stage.invoke("one", { do: "pause", ms: 50 })),
  );
  expect(results).toContainEqual({ mostAtOnce: 3 });
});

test("[LOC23] a return value arrives as JSON would carry it", async () => {
  const stage = await stageOf(two);
  expect(await stage.invoke("one", { do: "odd" })).toEqual({
    date: "1970-01-01T00:00:00.000Z",
    list: [1, null],
  });
});

test("[LOC24] a throw fails its call only, with type and message", async () => {
  const stage = await stageOf(two);
  const failing = stage.invoke("one", { do: "throw" });
  const other = stage.invoke("one", { do: "pause", ms: 20 });
  await expect(failing).rejects.toMatchObject({ name: "TypeError", message: "thrown on purpose" });
  await expect(other).resolves.toBeDefined();
  expect(stage.stats.functions.one).toMatchObject({ invocations: 2, errors: 1, coldStarts: 1 });
});

test.each(["exit", "reject"])(
  "[LOC24] a crash (%s) fails its call, and the function comes back",
  async (how) => {
    const stage = await stageOf(two);
    await expect(stage.invoke("one", { do: how })).rejects.toThrow();
    expect(await stage.invoke("one", { do: "count" })).toEqual({ calls: 1 });
    expect(stage.stats.functions.one?.coldStarts).toBe(2);
  },
);

test.each(["pause", "block"])(
  "[LOC24] a call that outlasts the time-out (%s) is ended",
  async (how) => {
    const stage = await stageOf(two);
    const late = stage.invoke("one", { do: how, ms: 5_000 });
    await expect(late).rejects.toThrow("Task timed out after 1.00 seconds");
    expect(await stage.invoke("one", { do: "count" })).toEqual({ calls: 1 });
    expect(stage.stats.functions.one?.timeouts).toBe(1);
  },
);

test("[LOC24] a bundle that can't be loaded fails the start", async () => {
  const broken = stageOf({ ...role, Broken: lambda("probe", { Handler: "index.nothing" }) });
  await expect(broken).rejects.toThrow('exports no function "nothing"');
  const missing = stageOf({ ...role, Broken: lambda("probe", { Handler: "none.handler" }) });
  await expect(missing).rejects.toThrow('No module for the handler "none.handler"');
});

test("[LOC25] what a function prints is told with its name, but for its metrics", async () => {
  const lines: string[] = [];
  const stage = await stageOf(two, { log: (line) => lines.push(line) });
  await stage.invoke("two", { do: "log", text: 'first\n{"_aws":{}}\nsecond' });
  const own = () => lines.filter((line) => line.startsWith("[two] "));
  await until(() => own().length >= 2);
  expect(own()).toEqual(["[two] first", "[two] second"]);
});

test("[LOC31] a scheduled rule calls its function, at its rate or on a tick", async () => {
  const Rule = {
    Type: "AWS::Events::Rule",
    Properties: {
      ScheduleExpression: "rate(1 minute)",
      Targets: [{ Id: "t", Arn: getAtt("One", "Arn") }],
    },
  };
  const manual = await stageOf({ ...two, Rule }, { times: { schedule: 0 } });
  await manual.tick();
  expect(manual.stats.functions.one?.invocations).toBe(1);
  const quick = await stageOf({ ...two, Rule }, { times: { schedule: 1 / 2_000 } });
  await until(() => (quick.stats.functions.one?.invocations ?? 0) >= 3);
});
