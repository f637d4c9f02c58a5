import { describe, expect, test } from "vitest";
import { type FunctionName, functionNames } from "../../infra/bundle-functions.ts";
import { type Stage, stages } from "../../infra/stages.ts";
import { ofType, only, type Resource, synthesize } from "./assembly.ts";
import { referenced } from "./references.ts";

const { template } = synthesize(stages.dev);

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function functionNamed(name: FunctionName): Resource {
  const found = ofType(template, "AWS::Lambda::Function").find(
    ([, { Properties }]) => Properties.Description === `Heed dev: ${name}`,
  );
  if (!found) throw new Error(`No function ${name}.`);
  return found[1];
}

function variables(name: FunctionName): Readonly<Record<string, unknown>> {
  const environment = functionNamed(name).Properties.Environment;
  return (environment as { Variables: Readonly<Record<string, unknown>> }).Variables;
}

/** What the policies of a function's role allow: `<action>` on `<type of resource>`. */
function allowed(name: FunctionName): readonly string[] {
  const [role] = referenced(functionNamed(name).Properties.Role);
  return ofType(template, "AWS::IAM::Policy")
    .filter(([, { Properties }]) => referenced(Properties.Roles).includes(String(role)))
    .flatMap(([, { Properties }]) => {
      const { Statement: all } = Properties.PolicyDocument as { Statement: Statement[] };
      return all.flatMap((statement) =>
        [statement.Action].flat().map((a) => `${a} ${on(statement)}`),
      );
    })
    .sort();
}

function on({ Resource: resource }: Statement): string {
  const ids = referenced(resource).filter((id) => !id.startsWith("AWS::"));
  const types = ids.map((id) => template.Resources[id]?.Type.split("::").slice(1).join(" "));
  return [...new Set(types)].join(", ");
}

const logs = ["logs:CreateLogStream Logs LogGroup", "logs:PutLogEvents Logs LogGroup"];
const secret = [
  "secretsmanager:DescribeSecret SecretsManager Secret",
  "secretsmanager:GetSecretValue SecretsManager Secret",
];
const items = [
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "UpdateItem",
].map((action) => `dynamodb:${action} DynamoDB Table`);
const files = [
  "s3:DeleteObject S3 Bucket",
  "s3:GetObject S3 Bucket",
  "s3:ListBucket S3 Bucket",
  "s3:PutObject S3 Bucket",
];
const timers = "sqs:SendMessage SQS Queue";
const bus = "events:PutEvents Events EventBus";
const connections = "execute-api:ManageConnections ApiGatewayV2 Api";
const consume = [
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ReceiveMessage",
].map((action) => `sqs:${action} SQS Queue`);

const may: Readonly<Record<FunctionName, readonly string[]>> = {
  authorize: [...logs, ...secret, timers],
  socket: [...logs, ...items, ...files, ...secret, timers, bus, connections],
  timer: [...logs, ...items, ...secret, timers, bus, connections, ...consume],
  http: [...logs, ...items, ...secret, timers, bus, connections],
};

const always = [
  "HEED_STAGE",
  "HEED_LANGUAGES",
  "HEED_HOLDOUT",
  "HEED_KEEP_DAYS",
  "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
];
const working = [
  "HEED_TABLE",
  "HEED_TIMERS",
  "HEED_BUS",
  "HEED_SIGNING_SECRET",
  "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI",
];
const knows: Readonly<Record<FunctionName, readonly string[]>> = {
  authorize: ["HEED_SIGNING_SECRET", "HEED_TIMERS", "HEED_ORIGINS"],
  socket: [...working, "HEED_FILES_URL", "HEED_SHOP_SECRET"],
  timer: working,
  http: [
    ...working,
    "HEED_SHOP_SECRET",
    "HEED_ISSUER",
    "HEED_JWKS",
    "HEED_AUDIENCE",
    "HEED_ORIGINS",
    "HEED_SOCKET_URL",
  ],
};

describe.each(functionNames)("function %s", (name) => {
  test("[INF6] may do what it needs and nothing else", () => {
    expect(allowed(name)).toEqual([...may[name]].sort());
  });

  test("[INF6] knows where to find what it may use and nothing else", () => {
    expect(Object.keys(variables(name)).sort()).toEqual([...always, ...knows[name]].sort());
  });

  test("[INF7] is an ESM bundle on ARM64 and Node 24 with a log group of its own", () => {
    const { Properties } = functionNamed(name);
    expect(Properties).toMatchObject({
      Architectures: ["arm64"],
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      LoggingConfig: { LogFormat: "JSON", SystemLogLevel: "WARN" },
    });
    expect(Properties.RecursiveLoop).toBe(name === "timer" ? "Allow" : undefined);
  });
});

test("[INF8] the only wildcards of a function's role are a connection id in its own stage and a file below its prefix", () => {
  const ours = functionNames.flatMap((name) => referenced(functionNamed(name).Properties.Role));
  const wild = ofType(template, "AWS::IAM::Policy")
    .filter(([, { Properties }]) => referenced(Properties.Roles).some((id) => ours.includes(id)))
    .flatMap(([, { Properties }]) => strings(Properties.PolicyDocument))
    .filter((text) => text.includes("*"));
  expect([...new Set(wild)].sort()).toEqual([
    "/dev/DELETE/@connections/*",
    "/dev/POST/@connections/*",
    "/files/*",
  ]);
});

test("[INF8] no role of ours carries a managed policy", () => {
  for (const name of functionNames) {
    const [role = ""] = referenced(functionNamed(name).Properties.Role);
    expect(template.Resources[role]?.Properties.ManagedPolicyArns).toBeUndefined();
  }
});

test("[INF8] a function is invoked by the API, queue or schedule it serves, never by another", () => {
  const principals = ofType(template, "AWS::Lambda::Permission").map(
    ([, { Properties }]) => Properties.Principal,
  );
  expect([...new Set(principals)].sort()).toEqual([
    "apigateway.amazonaws.com",
    "events.amazonaws.com",
  ]);
  for (const [, { Properties }] of ofType(template, "AWS::Lambda::Permission")) {
    expect(referenced(Properties.SourceArn).filter((id) => !id.startsWith("AWS::"))).not.toEqual(
      [],
    );
  }
});

test("[INF9] pages of the stage's shops and of its own console may connect", () => {
  const [domain] = ofType(template, "AWS::CloudFront::Distribution").map(([id]) => id);
  for (const name of ["authorize", "http"] as const) {
    expect(variables(name).HEED_ORIGINS).toEqual({
      "Fn::Join": [
        "",
        [`${stages.dev.origins.join(",")},https://`, { "Fn::GetAtt": [domain, "DomainName"] }],
      ],
    });
  }
});

test("[INF10] posts to connections go to the stage's own callback address", () => {
  const [api] = ofType(template, "AWS::ApiGatewayV2::Api")
    .filter(([, { Properties }]) => Properties.ProtocolType === "WEBSOCKET")
    .map(([id]) => id);
  for (const name of ["socket", "timer", "http"] as const) {
    const url = variables(name).AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI;
    expect(strings(url).join("|")).toBe("|https://|.execute-api.|.|/dev");
    expect(referenced(url)[0]).toBe(api);
  }
});

test("[INF11] both secrets are generated: 64 letters and digits", () => {
  const secrets = ofType(template, "AWS::SecretsManager::Secret");
  expect(secrets).toHaveLength(2);
  for (const [, { Properties }] of secrets) {
    expect(Properties.GenerateSecretString).toEqual({
      ExcludePunctuation: true,
      PasswordLength: 64,
    });
  }
});

test("[INF12] the table has string keys, expiry, recovery and encryption, and no index or stream", () => {
  const { Properties } = only(template, "AWS::DynamoDB::Table");
  expect(Properties).toMatchObject({
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    BillingMode: "PAY_PER_REQUEST",
    TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true },
  });
  expect(Object.keys(Properties)).not.toContain("GlobalSecondaryIndexes");
  expect(Object.keys(Properties)).not.toContain("StreamSpecification");
});

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  if ("Ref" in value || "Fn::GetAtt" in value) return [];
  return Object.values(value).flatMap(strings);
}

test("[LNG20] only a stage that asks for it may have texts translated, and its checks find nothing", () => {
  const allowed = (stage: Stage) =>
    JSON.stringify(synthesize(stage).template).match(/translate:TranslateText/g);
  expect(allowed(stages.dev)).toBeNull();
  expect(allowed({ ...stages.dev, translation: true })).toHaveLength(2);
});
