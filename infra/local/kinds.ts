import type { Template } from "./template.ts";
import { TemplateError } from "./template-error.ts";
import { arn, hashId, type World } from "./world.ts";

/** What a resource's attributes are made of. */
export interface Naming {
  readonly world: World;
  readonly id: string;
  /** A property's evaluated string, or undefined when the template doesn't set it. */
  property(name: string): string | undefined;
}

/** A resource type that the runner knows. */
export interface Kind {
  /** Why there is nothing to run for this type; absent for the types that do run. */
  readonly idle?: string;
  readonly ref: (naming: Naming) => string;
  readonly attributes: Readonly<Record<string, (naming: Naming) => string>>;
}

const physical = ({ world, id }: Naming) => `${world.stack}-${id}`;
const named = (property: string) => (naming: Naming) =>
  naming.property(property) ?? physical(naming);
const bucketName = (naming: Naming) =>
  naming.property("BucketName") ??
  `${naming.world.stack}-${naming.id}`.toLowerCase().replace(/[^a-z0-9-]/g, "");
const apiId = ({ world, id }: Naming) => hashId(world, id, 10);
const apiHost = (naming: Naming) =>
  `${apiId(naming)}.execute-api.${naming.world.region}.${naming.world.suffix}`;
const apiScheme = (n: Naming) => (n.property("ProtocolType") === "WEBSOCKET" ? "wss" : "https");
const poolId = ({ world, id }: Naming) => `${world.region}_${hashId(world, id, 9)}`;
const poolUrl = (naming: Naming) =>
  `cognito-idp.${naming.world.region}.amazonaws.com/${poolId(naming)}`;
const queueName = named("QueueName");
const secretArn = ({ world, id }: Naming) => arn(world, "secretsmanager", `secret:${id}`);

const RUN: Readonly<Record<string, Kind>> = {
  "AWS::DynamoDB::Table": {
    ref: named("TableName"),
    attributes: { Arn: (n) => arn(n.world, "dynamodb", `table/${named("TableName")(n)}`) },
  },
  "AWS::SecretsManager::Secret": { ref: secretArn, attributes: { Id: secretArn } },
  "AWS::Lambda::Function": {
    ref: named("FunctionName"),
    attributes: { Arn: (n) => arn(n.world, "lambda", `function:${named("FunctionName")(n)}`) },
  },
  "AWS::Lambda::EventSourceMapping": { ref: physical, attributes: { Id: physical } },
  "AWS::SQS::Queue": {
    ref: (n) =>
      `https://sqs.${n.world.region}.${n.world.suffix}/${n.world.account}/${queueName(n)}`,
    attributes: {
      Arn: (n) => arn(n.world, "sqs", queueName(n)),
      QueueName: queueName,
      QueueUrl: (n) =>
        `https://sqs.${n.world.region}.${n.world.suffix}/${n.world.account}/${queueName(n)}`,
    },
  },
  "AWS::Events::EventBus": {
    ref: named("Name"),
    attributes: {
      Arn: (n) => arn(n.world, "events", `event-bus/${named("Name")(n)}`),
      Name: named("Name"),
    },
  },
  "AWS::Events::Rule": {
    ref: named("Name"),
    attributes: { Arn: (n) => arn(n.world, "events", `rule/${named("Name")(n)}`) },
  },
  "AWS::ApiGatewayV2::Api": {
    ref: apiId,
    attributes: { ApiId: apiId, ApiEndpoint: (n) => `${apiScheme(n)}://${apiHost(n)}` },
  },
  "AWS::ApiGatewayV2::Route": { ref: physical, attributes: { RouteId: physical } },
  "AWS::ApiGatewayV2::Integration": { ref: physical, attributes: { IntegrationId: physical } },
  "AWS::ApiGatewayV2::IntegrationResponse": { ref: physical, attributes: {} },
  "AWS::ApiGatewayV2::RouteResponse": { ref: physical, attributes: {} },
  "AWS::ApiGatewayV2::Authorizer": { ref: physical, attributes: { AuthorizerId: physical } },
  "AWS::ApiGatewayV2::Stage": { ref: named("StageName"), attributes: {} },
  "AWS::Cognito::UserPool": {
    ref: poolId,
    attributes: {
      Arn: (n) => arn(n.world, "cognito-idp", `userpool/${poolId(n)}`),
      ProviderName: poolUrl,
      ProviderURL: (n) => `https://${poolUrl(n)}`,
      UserPoolId: poolId,
    },
  },
  "AWS::Cognito::UserPoolDomain": { ref: named("Domain"), attributes: {} },
  "AWS::Cognito::UserPoolClient": {
    ref: ({ world, id }) => hashId(world, id, 26),
    attributes: { ClientId: ({ world, id }) => hashId(world, id, 26) },
  },
  "AWS::S3::Bucket": {
    ref: bucketName,
    attributes: {
      Arn: (n) => `arn:aws:s3:::${bucketName(n)}`,
      DomainName: (n) => `${bucketName(n)}.s3.amazonaws.com`,
      RegionalDomainName: (n) => `${bucketName(n)}.s3.${n.world.region}.amazonaws.com`,
    },
  },
  "AWS::CloudFront::Distribution": {
    ref: ({ world, id }) => `E${hashId(world, id, 13).toUpperCase()}`,
    attributes: {
      Id: ({ world, id }) => `E${hashId(world, id, 13).toUpperCase()}`,
      DomainName: ({ world, id }) => `d${hashId(world, id, 13)}.cloudfront.net`,
    },
  },
  "AWS::CloudFront::Function": {
    ref: physical,
    attributes: { FunctionARN: physical, "FunctionMetadata.FunctionARN": physical },
  },
  "AWS::CloudFront::ResponseHeadersPolicy": { ref: physical, attributes: { Id: physical } },
  "Custom::CDKBucketDeployment": {
    ref: physical,
    attributes: { DestinationBucketArn: physical, SourceObjectKeys: physical },
  },
};

const permissions = "nothing is forbidden between the parts on this machine";
const watched = "logs and figures of this machine go to its terminal";

/** Types that a deployment needs and this machine doesn't, each with the reason. */
const IDLE: Readonly<Record<string, string>> = {
  "AWS::IAM::Role": permissions,
  "AWS::IAM::Policy": permissions,
  "AWS::IAM::ManagedPolicy": permissions,
  "AWS::Lambda::Permission": permissions,
  "AWS::SQS::QueuePolicy": permissions,
  "AWS::SNS::TopicPolicy": permissions,
  "AWS::S3::BucketPolicy": permissions,
  "AWS::Events::EventBusPolicy": permissions,
  "AWS::CloudFront::OriginAccessControl": permissions,
  "AWS::Logs::LogGroup": watched,
  "AWS::CloudWatch::Alarm": watched,
  "AWS::CloudWatch::Dashboard": watched,
  "AWS::SNS::Topic": "only alarms publish to it, and none goes off here",
  "AWS::SNS::Subscription": "only alarms publish to it, and none goes off here",
  "AWS::Lambda::LayerVersion":
    "only CDK's own uploader uses one, and files are copied here instead",
  "AWS::CloudFront::CachePolicy": "nothing is cached between this machine and itself",
  "AWS::CloudFront::OriginRequestPolicy": "requests reach their origin unchanged",
  "Custom::S3AutoDeleteObjects":
    "the site is served from the build, and attached files go with the data folder",
  "AWS::CDK::Metadata": "describes the build only",
};

const idleKind = (idle: string): Kind => ({
  idle,
  ref: physical,
  attributes: new Proxy<Kind["attributes"]>(
    {},
    { get: (_none, name) => (n: Naming) => arn(n.world, "local", `${n.id}/${String(name)}`) },
  ),
});

/** Every known type. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ...RUN,
  ...Object.fromEntries(Object.entries(IDLE).map(([type, why]) => [type, idleKind(why)])),
};

/**
 * Checks that every resource is of a type that the runner runs, or knows not to need.
 *
 * @throws TemplateError naming each type and logical id it doesn't know
 */
export function checkKinds(template: Template): void {
  const unknown = Object.entries(template.Resources)
    .filter(([, { Type }]) => !(Type in KINDS))
    .map(([id, { Type }]) => `${Type} (${id})`);
  if (unknown.length === 0) return;
  throw new TemplateError(
    `The local stage can't run ${unknown.join(", ")}. Teach it the type in infra/local/kinds.ts, or say there why nothing needs to run.`,
  );
}
