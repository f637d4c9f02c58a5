import { describe, expect, test } from "vitest";
import { type Stage, stages } from "../../infra/stages.ts";
import { ofType, only, synthesize, type Template } from "./assembly.ts";
import { faults } from "./schema.ts";

const dev = synthesize(stages.dev);
const prod = synthesize(stages.prod);
const external: Stage = {
  ...stages.dev,
  alarms: true,
  alarmEmail: "ops@shop.example",
  identity: {
    issuer: "https://sso.shop.example/realms/shop",
    clientId: "heed-console",
    origins: ["https://token.shop.example"],
  },
};
const withIssuer = synthesize(external);

const holdsData = [
  "AWS::DynamoDB::Table",
  "AWS::Cognito::UserPool",
  "AWS::S3::Bucket",
  "AWS::SecretsManager::Secret",
];

describe("[INF25] removal", () => {
  test("[INF25] dev vanishes with its stack", () => {
    const kept = Object.values(dev.template.Resources).filter(
      ({ DeletionPolicy }) => DeletionPolicy !== undefined && DeletionPolicy !== "Delete",
    );
    expect(kept).toEqual([]);
    for (const type of holdsData) {
      for (const [, each] of ofType(dev.template, type)) expect(each.DeletionPolicy).toBe("Delete");
    }
    expect(ofType(dev.template, "Custom::S3AutoDeleteObjects")).toHaveLength(2);
    expect(dev.terminationProtection).toBe(false);
  });

  test("[INF25] prod keeps its data and can't be deleted by mistake", () => {
    for (const type of holdsData) {
      for (const [, each] of ofType(prod.template, type)) {
        expect(each.DeletionPolicy).toBe("Retain");
        expect(each.UpdateReplacePolicy).toBe("Retain");
      }
    }
    expect(ofType(prod.template, "Custom::S3AutoDeleteObjects")).toEqual([]);
    const table = only(prod.template, "AWS::DynamoDB::Table").Properties;
    expect(table.DeletionProtectionEnabled).toBe(true);
    const pool = only(prod.template, "AWS::Cognito::UserPool").Properties;
    expect(pool.DeletionProtection).toBe("ACTIVE");
    expect(prod.terminationProtection).toBe(true);
  });
});

test.each([
  ["dev", dev],
  ["prod", prod],
] as const)(
  "[INF26] every log group of %s forgets after the stage's days",
  (name, { template }) => {
    const groups = ofType(template, "AWS::Logs::LogGroup");
    expect(groups).toHaveLength(7);
    for (const [, { Properties }] of groups) {
      expect(Properties.RetentionInDays).toBe(stages[name].logDays);
    }
  },
);

test("[INF27] only an administrator makes users, and passwords are strong", () => {
  expect(only(dev.template, "AWS::Cognito::UserPool").Properties).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: "OPTIONAL",
    EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
      },
    },
  });
});

test("[INF27] the console signs in by authorization code, without a secret, at its own address", () => {
  const client = only(dev.template, "AWS::Cognito::UserPoolClient").Properties;
  const [domain] = ofType(dev.template, "AWS::CloudFront::Distribution").map(([id]) => id);
  const address = {
    "Fn::Join": ["", ["https://", { "Fn::GetAtt": [domain, "DomainName"] }, "/console/"]],
  };
  expect(client).toMatchObject({
    GenerateSecret: false,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email", "profile"],
    CallbackURLs: [address],
    LogoutURLs: [address],
    PreventUserExistenceErrors: "ENABLED",
  });
  expect(client.ExplicitAuthFlows ?? ["ALLOW_REFRESH_TOKEN_AUTH"]).toEqual([
    "ALLOW_REFRESH_TOKEN_AUTH",
  ]);
});

test("[INF28] a stage may name an issuer instead of having a user pool", () => {
  const { template } = withIssuer;
  expect(faults(template)).toEqual([]);
  expect(withIssuer.findings).toEqual([]);
  const pools = Object.values(template.Resources).filter(({ Type }) => Type.includes("Cognito"));
  expect(pools).toEqual([]);
  expect(environment(template, "http")).toMatchObject({
    HEED_ISSUER: "https://sso.shop.example/realms/shop",
    HEED_JWKS: "https://sso.shop.example/realms/shop/.well-known/jwks.json",
    HEED_AUDIENCE: "heed-console",
  });
  expect(Object.keys(template.Outputs)).not.toContain("UserPoolId");
  const policies = JSON.stringify(ofType(template, "AWS::CloudFront::ResponseHeadersPolicy"));
  expect(policies).toContain(" https://sso.shop.example https://token.shop.example;");
});

test("[INF41] only a stage whose data say so shows agents what is being written", () => {
  expect(environment(dev.template, "socket").HEED_SNEAK_PEEK).toBeUndefined();
  const { template } = synthesize({ ...stages.dev, sneakPeek: true });
  expect(environment(template, "socket").HEED_SNEAK_PEEK).toBe("on");
});

test("[INF29] alarms watch the dead letters, the sweep, and every function's errors and throttles", () => {
  const alarms = ofType(prod.template, "AWS::CloudWatch::Alarm").map(([, { Properties }]) =>
    [Properties.Namespace, Properties.MetricName].join(" "),
  );
  expect(alarms.sort()).toEqual([
    ...Array(4).fill("AWS/Lambda Errors"),
    "AWS/Lambda Invocations",
    ...Array(4).fill("AWS/Lambda Throttles"),
    "AWS/SQS ApproximateNumberOfMessagesVisible",
  ]);
});

test("[INF29] prod has alarms and a dashboard, dev, where they would reach nobody, neither", () => {
  expect(ofType(prod.template, "AWS::CloudWatch::Dashboard")).toHaveLength(1);
  for (const type of ["Dashboard", "Alarm"]) {
    expect(ofType(dev.template, `AWS::CloudWatch::${type}`)).toHaveLength(0);
  }
});

test("[INF29] a stopped sweep is noticed by what is missing", () => {
  const sweep = ofType(prod.template, "AWS::CloudWatch::Alarm").find(
    ([, { Properties }]) => Properties.MetricName === "Invocations",
  );
  expect(sweep?.[1].Properties).toMatchObject({
    ComparisonOperator: "LessThanThreshold",
    Threshold: 1,
    TreatMissingData: "breaching",
  });
});

test("[INF29] with an address every alarm is mailed to it", () => {
  const { template } = withIssuer;
  expect(only(template, "AWS::SNS::Subscription").Properties).toMatchObject({
    Protocol: "email",
    Endpoint: "ops@shop.example",
  });
  expect(ofType(template, "AWS::CloudWatch::Alarm")).toHaveLength(10);
  for (const [, { Properties }] of ofType(template, "AWS::CloudWatch::Alarm")) {
    expect(Properties.AlarmActions).toHaveLength(1);
  }
});

test("[INF30] the outputs say what to paste, where to sign in and how to reach the stage", () => {
  const outputs = Object.fromEntries(
    Object.entries(dev.template.Outputs).map(([name, { Value }]) => [name, flat(Value)]),
  );
  expect(outputs).toMatchObject({
    ScriptTag:
      '<script async src="https://<DomainName>/heed.js" data-socket="wss://<Api>.execute-api.<AWS::Region>.<AWS::URLSuffix>/dev"></script>',
    ConsoleUrl: "https://<DomainName>/console/",
    SocketUrl: "wss://<Api>.execute-api.<AWS::Region>.<AWS::URLSuffix>/dev",
    FilesOrigin:
      "https://heed-dev-files-<AWS::AccountId>-<AWS::Region>.s3.<AWS::Region>.<AWS::URLSuffix>",
    ApiUrl: "https://<Api>.execute-api.<AWS::Region>.<AWS::URLSuffix>/api/",
    Issuer: "<ProviderURL>",
    ClientId: "<UserPoolClient>",
    TableName: "<Table>",
    ShopSecret: "<Secret>",
    UserPoolId: "<UserPool>",
  });
});

function environment(template: Template, name: string): Readonly<Record<string, unknown>> {
  const found = ofType(template, "AWS::Lambda::Function").find(
    ([, { Properties }]) => Properties.Description === `Heed dev: ${name}`,
  );
  if (!found) throw new Error(`No function ${name}.`);
  const { Variables } = found[1].Properties.Environment as {
    Variables: Readonly<Record<string, unknown>>;
  };
  return Variables;
}

/** A value as text, references replaced by their attribute or the type they refer to. */
function flat(value: unknown): string {
  if (typeof value === "string") return value;
  const {
    Ref: ref,
    "Fn::GetAtt": attribute,
    "Fn::Join": join,
  } = value as {
    Ref?: string;
    "Fn::GetAtt"?: [string, string];
    "Fn::Join"?: [string, unknown[]];
  };
  if (join) return join[1].map(flat).join("");
  if (attribute) return `<${attribute[1]}>`;
  return `<${dev.template.Resources[ref ?? ""]?.Type.split("::")[2] ?? ref}>`;
}
