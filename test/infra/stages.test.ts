import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { App, Stack, Validations } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { stageNamed, stageNames, stages } from "../../infra/stages.ts";
import { inFolder, synthesize, type Template } from "./assembly.ts";
import { references } from "./references.ts";
import { faults } from "./schema.ts";

describe.each(stageNames)("stage %s", (name) => {
  const assembly = synthesize(stages[name]);

  test("[INF2] fits CloudFormation's resource schemas", () => {
    expect(faults(assembly.template)).toEqual([]);
  });

  test("[INF3] passes the security checks", () => {
    expect(assembly.findings).toEqual([]);
  });

  test("[INF4] synthesizes to the same bytes again", () => {
    expect(synthesize(stages[name]).text).toBe(assembly.text);
  });

  test("[INF5] has no circular reference and none that leads nowhere", () => {
    expect(references(assembly.template)).toEqual({ dangling: [], circular: [] });
  });
});

test("[INF1] a stage is found by its name", () => {
  expect(stageNamed("prod")).toEqual({ ok: true, stage: stages.prod });
});

test.each([
  ["production", 'Unknown stage "production". Known stages: dev, staging, prod.'],
  ["", "No stage given. Known stages: dev, staging, prod."],
  [undefined, "No stage given. Known stages: dev, staging, prod."],
  ["constructor", 'Unknown stage "constructor". Known stages: dev, staging, prod.'],
])("[INF1] stage %j is refused with the known ones", (name, message) => {
  expect(stageNamed(name)).toEqual({ ok: false, code: "unknown-stage", message });
});

test("[INF1] synthesis without a stage ends with one sentence and no stack trace", () => {
  const app = fileURLToPath(new URL("../../infra/app.ts", import.meta.url));
  const run = spawnSync(process.execPath, ["--import", "tsx", app], { encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stderr.trim()).toBe(
    "No stage given. Known stages: dev, staging, prod. Say which: npx cdk synth -c stage=dev",
  );
});

test("[INF2] a template that breaks a schema is found out", () => {
  const template: Template = {
    Outputs: {},
    Resources: {
      Nothing: { Type: "AWS::Nothing::AtAll", Properties: {} },
      Queue: {
        Type: "AWS::SQS::Queue",
        Properties: { VisibilityTimout: 1, DelaySeconds: "soon", Tags: { stage: "dev" } },
      },
      Function: { Type: "AWS::Lambda::Function", Properties: { Role: "r", RecursiveLoop: "Yes" } },
    },
  };
  expect(faults(template)).toEqual([
    "Nothing: unknown type AWS::Nothing::AtAll",
    "Queue.VisibilityTimout: unknown property",
    "Queue.DelaySeconds: not a integer",
    "Queue.Tags: not a list",
    "Function.Code: missing",
    "Function.RecursiveLoop: Yes is not allowed",
  ]);
});

test("[INF2] CDK's own template checks find nothing in prod", () => {
  expect(synthesize(stages.prod, { thorough: true }).findings).toEqual([]);
}, 60_000);

test("[INF3] a stack with an unguarded queue would not pass", () => {
  inFolder((outdir) => {
    const app = new App({ outdir, builtinCloudFormationValidation: false });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    new Queue(new Stack(app, "Careless"), "Queue");
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS4/);
  });
});

test("[INF5] a circle and a dead reference are found out", () => {
  const template: Template = {
    Outputs: {},
    Resources: {
      A: { Type: "T", Properties: { of: { Ref: "B" } } },
      B: { Type: "T", Properties: { of: { "Fn::Sub": `\${C.Arn} \${AWS::Region}` } } },
      C: { Type: "T", Properties: {}, DependsOn: ["A"] },
      D: { Type: "T", Properties: { of: { "Fn::GetAtt": ["Gone", "Arn"] } } },
    },
  };
  expect(references(template)).toEqual({ dangling: ["D -> Gone"], circular: ["A", "B", "C"] });
});
