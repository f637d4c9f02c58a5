import { expect, test } from "vitest";
import { newAgent } from "../../functions/domain/routing/agent.ts";
import { parseAgents } from "../../infra/agents/arguments.ts";
import { agentLines } from "../../infra/agents/lines.ts";
import type { AwsAnswer, RunAws } from "../../infra/aws-cli.ts";
import { cdkArguments, parseDeploy } from "../../infra/deploy/arguments.ts";
import { checkLogRole } from "../../infra/deploy/log-role.ts";
import { readOutputs } from "../../infra/outputs.ts";
import { stages } from "../../infra/stages.ts";

const words = (line: string) => line.split(" ").filter(Boolean);
const aws =
  (answer: AwsAnswer): RunAws =>
  async () =>
    answer;

test("[INF35] deploying a stage is the CDK CLI with the stage's name", () => {
  const parsed = parseDeploy(["staging"]);
  expect(parsed).toMatchObject({ ok: true, command: { remove: false, yes: false } });
  if (!parsed.ok) return;
  expect(cdkArguments(parsed.command, "/tmp/outputs.json")).toEqual(
    words("deploy Heed-staging --context stage=staging --outputs-file /tmp/outputs.json"),
  );
});

test("[INF35] a pipeline deploys and removes without questions", () => {
  const deploy = { stage: stages.dev, remove: false, yes: true };
  expect(cdkArguments(deploy, "o")).toEqual(
    words("deploy Heed-dev --context stage=dev --outputs-file o --require-approval never"),
  );
  expect(cdkArguments({ ...deploy, remove: true }, "o")).toEqual(
    words("destroy Heed-dev --context stage=dev --force"),
  );
});

test.each([
  ["", "No stage given. Known stages: dev, staging, prod."],
  ["live", 'Unknown stage "live". Known stages: dev, staging, prod.'],
  ["dev prod", "One stage at a time."],
  ["dev --force", "Unknown option '--force'"],
])("[INF35] npm run deploy -- %s is refused", (line, message) => {
  const parsed = parseDeploy(words(line));
  expect(parsed).toMatchObject({ ok: false, code: "usage" });
  expect(parsed.ok || parsed.message).toContain(message);
});

test("[INF35] a protected stage is not removed, and the operator is told how it could be", () => {
  const parsed = parseDeploy(["prod", "--remove"]);
  expect(parsed).toMatchObject({ ok: false, code: "protected" });
  expect(parsed.ok || parsed.message).toContain("npx cdk destroy -c stage=prod");
});

test("[INF36] an account whose API Gateway may write logs is fine", async () => {
  const role = "arn:aws:iam::1:role/ApiGatewayLogs";
  expect(await checkLogRole(aws({ ok: true, value: { cloudwatchRoleArn: role } }))).toEqual({
    ok: true,
    role,
  });
});

test("[INF36] one that may not is told which commands set it up", async () => {
  const checked = await checkLogRole(aws({ ok: true, value: {} }));
  expect(checked).toMatchObject({ ok: false, code: "missing" });
  expect(checked.ok || checked.message).toContain("aws apigateway update-account");
});

test("[INF36] what AWS says instead reaches the operator", async () => {
  const message = "Unable to locate credentials.";
  expect(await checkLogRole(aws({ ok: false, message }))).toEqual({
    ok: false,
    code: "aws",
    message,
  });
});

test("[INF37] the outputs of a stage come from its stack", async () => {
  const names = [
    "ScriptTag",
    "ConsoleUrl",
    "ApiUrl",
    "SocketUrl",
    "FilesOrigin",
    "Issuer",
    "ClientId",
    "TableName",
    "ShopSecret",
  ];
  const Outputs = names.map((name) => ({ OutputKey: name, OutputValue: `the ${name}` }));
  const asked: string[] = [];
  const found = await readOutputs("dev", async (line) => {
    asked.push(line.join(" "));
    return { ok: true, value: { Stacks: [{ Outputs }] } };
  });
  expect(asked).toEqual(["cloudformation describe-stacks --stack-name Heed-dev"]);
  expect(found).toMatchObject({ ok: true, outputs: { TableName: "the TableName" } });
});

test.each([
  ["no such stack", { ok: false, message: "Stack with id Heed-dev does not exist" }],
  ["a stack that never finished", { ok: true, value: { Stacks: [{}] } }],
] as const)("[INF37] %s is a stage that is not deployed", async (_, answer) => {
  expect(await readOutputs("dev", aws(answer))).toEqual({
    ok: false,
    code: "not_deployed",
    message: "Stage dev is not deployed here: npm run deploy -- dev",
  });
});

const aino =
  "add --stage dev --email Aino@Shop.example --name Aino --languages fi:5,en:4,sv:3 --skills payment:4 --role admin --capacity 5";

test("[INF38] an agent is described by address, name, languages, skills, role and capacity", () => {
  expect(parseAgents(words(aino))).toEqual({
    ok: true,
    command: {
      kind: "add",
      stage: stages.dev,
      profile: {
        email: "aino@shop.example",
        name: "Aino",
        languages: { fi: 5, en: 4, sv: 3 },
        skills: { payment: 4 },
        role: "admin",
        capacity: 5,
      },
    },
  });
});

test("[INF38] without more an agent is an agent with three slots and no skill", () => {
  const line = "add --stage dev --email a@b.example --name A --languages en:1";
  expect(parseAgents(words(line))).toMatchObject({
    ok: true,
    command: { profile: { role: "agent", capacity: 3, skills: {} } },
  });
});

test("[INF38] list needs a stage, remove an address too", () => {
  expect(parseAgents(words("list --stage prod"))).toEqual({
    ok: true,
    command: { kind: "list", stage: stages.prod },
  });
  expect(parseAgents(words("remove --stage dev --email A@b.example"))).toEqual({
    ok: true,
    command: { kind: "remove", stage: stages.dev, email: "a@b.example" },
  });
});

test.each([
  ["", "Say what to do: add, list or remove."],
  ["invite --stage dev", 'Unknown command "invite".'],
  ["list", "No stage given."],
  ["list everybody --stage dev", 'Don\'t know what "everybody" is for.'],
  ["list --stage dev --loud", "Unknown option '--loud'"],
  ["remove --stage dev", "--email must be an address."],
  [aino.replace("Aino@Shop.example", "aino"), "--email must be an address."],
  [aino.replace("--name Aino", ""), "--name must be 1 to 60 characters."],
  [aino.replace("admin", "boss"), "--role must be one of agent, supervisor, admin."],
  [aino.replace("--capacity 5", "--capacity 0"), "--capacity must be a whole number from 1 to 20."],
  [aino.replace("--capacity 5", "--capacity 2.5"), "--capacity must be a whole number"],
  [aino.replace("fi:5,en:4,sv:3", ","), "--languages must name at least one."],
  [aino.replace("fi:5", "fi:6"), '"fi:6" must be a name and a level from 1 to 5'],
  [aino.replace("fi:5", "Finnish"), '"Finnish" must be a name and a level'],
  [aino.replace("fi:5", "en:5"), '--languages names "en" twice.'],
  [aino.replace("fi:5", "tlh:5"), 'Stage dev doesn\'t serve "tlh". It serves en, fi'],
  [aino.replace("payment:4", "payment"), '"payment" must be a name and a level'],
  [aino.replace("payment:4", "constructor:4,__proto__:5"), '"__proto__:5" must be a name'],
])("[INF38] npm run agents -- %s is refused", (line, message) => {
  const parsed = parseAgents(words(line));
  expect(parsed).toMatchObject({ ok: false, code: "usage" });
  expect(parsed.ok || parsed.message).toContain(message);
});

test("[INF38] agents are listed by name, what they speak best first", () => {
  const base = { role: "agent", capacity: 3, skills: {} } as const;
  const olga = {
    ...base,
    id: "2",
    name: "Olga",
    email: "olga@b.example",
    languages: { en: 3, ru: 5 },
  } as const;
  const first = {
    ...base,
    id: "1",
    name: "Aino",
    email: "a@b.example",
    languages: { fi: 5 },
  } as const;
  expect(agentLines([newAgent(olga), newAgent(first)])).toEqual([
    "name  e-mail          role   presence  slots  languages  skills",
    "Aino  a@b.example     agent  offline   0/3    fi:5",
    "Olga  olga@b.example  agent  offline   0/3    ru:5,en:3",
  ]);
  expect(agentLines([])).toEqual(["No agents yet: npm run agents -- add …"]);
});
