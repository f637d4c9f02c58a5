import { expect, test } from "vitest";
import { stages } from "../../infra/stages.ts";
import { ofType, only, type Resource, synthesize } from "./assembly.ts";
import { referenced } from "./references.ts";

const { template } = synthesize(stages.dev);

function route(key: string): Resource {
  const found = ofType(template, "AWS::ApiGatewayV2::Route").find(
    ([, { Properties }]) => Properties.RouteKey === key,
  );
  if (!found) throw new Error(`No route ${key}.`);
  return found[1];
}

function integrationOf(key: string): readonly [string, Resource] {
  const [id = ""] = referenced(route(key).Properties.Target);
  const integration = template.Resources[id];
  if (!integration) throw new Error(`Route ${key} leads nowhere.`);
  return [id, integration];
}

/** The description of the function a route's integration calls. */
function called(key: string): unknown {
  const ids = referenced(integrationOf(key)[1].Properties.IntegrationUri);
  const functions = ids.map((id) => template.Resources[id]?.Properties.Description);
  return functions.find((each) => each !== undefined);
}

function hasResponse(key: string): boolean {
  const routeId = Object.entries(template.Resources).find(([, each]) => each === route(key))?.[0];
  return ofType(template, "AWS::ApiGatewayV2::RouteResponse").some(
    ([, { Properties }]) =>
      referenced(Properties.RouteId)[0] === routeId && Properties.RouteResponseKey === "$default",
  );
}

test("[INF13] $connect runs the authorizer, on the Engine.IO version in the query", () => {
  const { AuthorizationType, AuthorizerId } = route("$connect").Properties;
  expect(AuthorizationType).toBe("CUSTOM");
  const [id = ""] = referenced(AuthorizerId);
  const authorizer = template.Resources[id]?.Properties;
  expect(authorizer).toMatchObject({
    AuthorizerType: "REQUEST",
    IdentitySource: ["route.request.querystring.EIO"],
  });
  const [, lambda = ""] = referenced(authorizer?.AuthorizerUri).filter(
    (each) => !each.startsWith("AWS::Partition"),
  );
  expect(template.Resources[lambda]?.Properties.Description).toBe("Heed dev: authorize");
});

test("[INF13] $connect is then accepted by a mock: a status code and a response for it", () => {
  const [id, { Properties }] = integrationOf("$connect");
  expect(Properties).toMatchObject({
    IntegrationType: "MOCK",
    TemplateSelectionExpression: "200",
    RequestTemplates: { "200": '{"statusCode":200}' },
  });
  const accepted = only(template, "AWS::ApiGatewayV2::IntegrationResponse").Properties;
  expect(accepted.IntegrationResponseKey).toBe("$default");
  expect(referenced(accepted.IntegrationId)).toEqual([id]);
  expect(hasResponse("$connect")).toBe(true);
});

test("[INF14] $default answers its sender; $disconnect reaches the same function", () => {
  expect(integrationOf("$default")[1].Properties.IntegrationType).toBe("AWS_PROXY");
  expect(called("$default")).toBe("Heed dev: socket");
  expect(route("$default").Properties.RouteResponseSelectionExpression).toBe("$default");
  expect(hasResponse("$default")).toBe(true);
  expect(called("$disconnect")).toBe("Heed dev: socket");
  expect(hasResponse("$disconnect")).toBe(false);
});

test("[INF15] everything below /api/ goes to the http function", () => {
  expect(called("ANY /api/{proxy+}")).toBe("Heed dev: http");
  expect(integrationOf("ANY /api/{proxy+}")[1].Properties.PayloadFormatVersion).toBe("2.0");
  expect(ofType(template, "AWS::ApiGatewayV2::Route")).toHaveLength(4);
});

test("[INF16] both APIs are throttled and deploy themselves", () => {
  const all = ofType(template, "AWS::ApiGatewayV2::Stage");
  expect(all.map(([, { Properties }]) => Properties.StageName)).toEqual(["dev", "$default"]);
  for (const [, { Properties }] of all) {
    expect(Properties.AutoDeploy).toBe(true);
    expect(Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: stages.dev.throttle.rate,
      ThrottlingBurstLimit: stages.dev.throttle.burst,
    });
  }
});

test("[INF16] both APIs log requests as JSON, without query, address or browser", () => {
  for (const [, { Properties }] of ofType(template, "AWS::ApiGatewayV2::Stage")) {
    const { DestinationArn, Format } = Properties.AccessLogSettings as Record<string, string>;
    const [logs = ""] = referenced(DestinationArn);
    expect(template.Resources[logs]?.Type).toBe("AWS::Logs::LogGroup");
    const fields = Object.values(JSON.parse(String(Format)) as Record<string, string>);
    expect(fields).toContain("$context.status");
    expect(fields.join()).not.toMatch(/querystring|identity|path|authorizer/i);
  }
});

test("[INF17] a timer's message is hidden for six function time-outs and set aside after five tries", () => {
  const source = only(template, "AWS::Lambda::EventSourceMapping").Properties;
  expect(source.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  const [timer = ""] = referenced(source.FunctionName);
  expect(template.Resources[timer]?.Properties.Description).toBe("Heed dev: timer");
  const [queue = ""] = referenced(source.EventSourceArn);
  const properties = template.Resources[queue]?.Properties ?? {};
  const timeout = Number(template.Resources[timer]?.Properties.Timeout);
  expect(Number(properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeout);
  const redrive = properties.RedrivePolicy as Record<string, unknown>;
  expect(redrive.maxReceiveCount).toBe(5);
  const [aside = ""] = referenced(redrive.deadLetterTargetArn);
  expect(template.Resources[aside]?.Properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
});

test("[INF17] both queues are encrypted and refuse plain HTTP", () => {
  for (const [, { Properties }] of ofType(template, "AWS::SQS::Queue")) {
    expect(Properties.SqsManagedSseEnabled).toBe(true);
  }
  const policies = ofType(template, "AWS::SQS::QueuePolicy");
  expect(policies).toHaveLength(2);
  for (const [, { Properties }] of policies) {
    const { Statement } = Properties.PolicyDocument as { Statement: unknown[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: "Deny",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    );
  }
});

test("[INF18] the sweep runs every minute, on the timer function, and is not retried", () => {
  const { Properties } = only(template, "AWS::Events::Rule");
  expect(Properties.ScheduleExpression).toBe("rate(1 minute)");
  const [target] = Properties.Targets as [Record<string, unknown>];
  const [timer = ""] = referenced(target.Arn);
  expect(template.Resources[timer]?.Properties.Description).toBe("Heed dev: timer");
  expect(target.RetryPolicy).toEqual({ MaximumRetryAttempts: 0 });
});
