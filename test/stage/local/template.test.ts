import { expect, test } from "vitest";
import { matchesPattern } from "../../../infra/local/bus/pattern.ts";
import { readPlan } from "../../../infra/local/plan.ts";
import { readTemplate } from "../../../infra/local/resolve.ts";
import { TemplateError } from "../../../infra/local/template-error.ts";
import { newWorld } from "../../../infra/local/world.ts";
import { getAtt, httpApi, join, lambda, queue, type Resources, role } from "./fixture-template.ts";
import { stageOf } from "./stage-kit.ts";

const world = newWorld("Heed-dev");
const resolve = (source: object) => readTemplate(source, world);
const plan = (Resources: Resources) => readPlan(resolve({ Resources }), () => async () => ({}));

test("[LOC19] a type that can't be run is named with its logical id, and nothing starts", async () => {
  const started = stageOf({
    ...role,
    Search: { Type: "AWS::OpenSearchService::Domain" },
    Cache: { Type: "AWS::ElastiCache::CacheCluster" },
  });
  await expect(started).rejects.toThrow(TemplateError);
  await expect(started).rejects.toThrow(
    /AWS::OpenSearchService::Domain \(Search\), AWS::ElastiCache::CacheCluster \(Cache\)/,
  );
});

test("[LOC20] intrinsic functions and conditions are evaluated", () => {
  const { resources, outputs } = resolve({
    Parameters: { Size: { Default: 7 } },
    Mappings: { Names: { dev: { short: "d" } } },
    Conditions: {
      IsHere: { "Fn::Equals": [{ Ref: "AWS::Region" }, world.region] },
      IsElsewhere: { "Fn::Not": [{ Condition: "IsHere" }] },
      Both: { "Fn::And": [{ Condition: "IsHere" }, { Condition: "IsElsewhere" }] },
      Either: { "Fn::Or": [{ Condition: "IsHere" }, { Condition: "IsElsewhere" }] },
    },
    Resources: {
      Queue: { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: { Ref: "Size" } } },
      Gone: { Type: "AWS::SQS::Queue", Condition: "IsElsewhere" },
      Named: {
        Type: "AWS::SQS::Queue",
        Properties: {
          QueueName: join("a-", { Ref: "AWS::AccountId" }),
          Tags: { "Fn::If": ["Both", "yes", { Ref: "AWS::NoValue" }] },
        },
      },
    },
    Outputs: {
      Url: { Value: { Ref: "Named" } },
      Arn: { Value: getAtt("Queue", "Arn") },
      Dotted: { Value: { "Fn::GetAtt": "Queue.QueueName" } },
      Sub: { Value: { "Fn::Sub": "$" + "{Queue.Arn}/$" + "{AWS::Region}/$" + "{!Kept}" } },
      SubMap: { Value: { "Fn::Sub": ["$" + "{x}!", { x: { Ref: "AWS::Partition" } }] } },
      Part: { Value: { "Fn::Select": [1, { "Fn::Split": ["-", "a-b-c"] }] } },
      Map: { Value: { "Fn::FindInMap": ["Names", "dev", "short"] } },
      If: { Value: { "Fn::If": ["Either", "one", "two"] } },
      Base64: { Value: { "Fn::Base64": "heed" } },
      Hidden: { Value: "x", Condition: "IsElsewhere" },
    },
  });
  expect(Object.keys(resources)).toEqual(["Queue", "Named"]);
  expect(resources.Queue?.Properties).toEqual({ DelaySeconds: 7 });
  expect(resources.Named?.Properties).toEqual({ QueueName: "a-000000000000" });
  expect(outputs).toEqual({
    Url: "https://sqs.eu-north-1.amazonaws.com/000000000000/a-000000000000",
    Arn: "arn:aws:sqs:eu-north-1:000000000000:Heed-dev-Queue",
    Dotted: "Heed-dev-Queue",
    Sub: "arn:aws:sqs:eu-north-1:000000000000:Heed-dev-Queue/eu-north-1/$" + "{Kept}",
    SubMap: "aws!",
    Part: "b",
    Map: "d",
    If: "one",
    Base64: "aGVlZA==",
  });
});

test.each([
  ["a resource that isn't there", { Ref: "Nobody" }, "Outputs.Out: there is no resource Nobody"],
  ["an attribute it hasn't", getAtt("Queue", "Colour"), "AWS::SQS::Queue Queue has no attribute"],
  ["a function it doesn't know", { "Fn::ImportValue": "x" }, "Fn::ImportValue is not supported"],
  ["a condition that isn't there", { "Fn::If": ["No", 1, 2] }, "there is no condition No"],
  ["a parameter without default", { Ref: "Bare" }, "parameter Bare has no default"],
  ["something that is no string", join({ a: 1 }), 'expected a string, not {"a":1}'],
])("[LOC20] %s is an error that names the place", (_what, Value, message) => {
  const source = {
    Parameters: { Bare: {} },
    Resources: { Queue: { Type: "AWS::SQS::Queue" } },
    Outputs: { Out: { Value } },
  };
  expect(() => resolve(source)).toThrow(TemplateError);
  expect(() => resolve(source)).toThrow(message);
});

test.each([
  ["another runtime", { ...role, F: lambda("probe", { Runtime: "python3.13" }) }, /F: runtime "py/],
  ["a layer", { ...role, F: lambda("probe", { Layers: ["x"] }) }, /F\.Layers/],
  ["a FIFO queue", { Q: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } } }, /Q\.Fifo/],
  [
    "a stream",
    { T: { Type: "AWS::DynamoDB::Table", Properties: { StreamSpecification: {} } } },
    /T\.StreamSpecification/,
  ],
  [
    "a cron schedule",
    { R: { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "cron(0 8 * * ? *)" } } },
    /R: .*cron/,
  ],
  [
    "a rule that calls no function",
    {
      R: {
        Type: "AWS::Events::Rule",
        Properties: {
          ScheduleExpression: "rate(5 minutes)",
          Targets: [{ Arn: "arn:aws:sqs:::q" }],
        },
      },
    },
    /a rule can only call functions/,
  ],
  [
    "a filter on a mapping",
    {
      ...queue(),
      Mapping: {
        Type: "AWS::Lambda::EventSourceMapping",
        Properties: { FilterCriteria: {}, EventSourceArn: "x", FunctionName: "y" },
      },
    },
    /Mapping\.FilterCriteria/,
  ],
  [
    "an authorizer on an HTTP route",
    {
      ...httpApi(),
      Guarded: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: { ApiId: { Ref: "Http" }, RouteKey: "ANY /", AuthorizationType: "JWT" },
      },
    },
    /Guarded: authorization JWT/,
  ],
] satisfies readonly (readonly [string, Resources, RegExp])[])(
  "[LOC21] %s is refused by name, not ignored",
  (_what, resources, message) => {
    expect(() => plan(resources)).toThrow(TemplateError);
    expect(() => plan(resources)).toThrow(message);
  },
);

test("[LOC21] providers of custom resources are not run", () => {
  const { functions } = plan({
    ...role,
    Provider: lambda("none", { Runtime: "python3.13" }),
    Emptying: {
      Type: "Custom::S3AutoDeleteObjects",
      Properties: { ServiceToken: getAtt("Provider", "Arn") },
    },
    Probe: lambda("probe", { Description: "Heed dev: socket" }),
  });
  expect(functions.map(({ label }) => label)).toEqual(["socket"]);
});

test.each([
  [{ source: ["heed"] }, true],
  [{ source: ["other", "heed"] }, true],
  [{ source: ["other"] }, false],
  [{ detail: { kind: [{ prefix: "conv" }] } }, true],
  [{ detail: { kind: [{ suffix: "opened" }] } }, true],
  [{ detail: { kind: [{ "anything-but": ["conversation.opened"] }] } }, false],
  [{ detail: { gone: [{ exists: false }] } }, true],
  [{ detail: { gone: ["x"] } }, false],
  [{ detail: { tags: ["b"] } }, true],
])("[LOC32] the event pattern %j matches: %s", (pattern, expected) => {
  const event = { source: "heed", detail: { kind: "conversation.opened", tags: ["a", "b"] } };
  expect(matchesPattern(pattern, event)).toBe(expected);
});
