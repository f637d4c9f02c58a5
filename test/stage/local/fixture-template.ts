import { fileURLToPath } from "node:url";

/** Pieces of templates in the shape in which CDK synthesizes them. */

type Properties = Record<string, unknown>;
export type Resources = Record<string, { Type: string; Properties?: Properties }>;

const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url));

/** Folder of a fixture by its asset key, `<name>.zip`. */
export const folderOf = (key: string): string => `${fixtures}/${key.replace(/\.zip$/, "")}`;

export const getAtt = (id: string, name: string) => ({ "Fn::GetAtt": [id, name] });
export const join = (...parts: unknown[]) => ({ "Fn::Join": ["", parts] });

export function lambda(code: string, more: Properties = {}, env: Properties = {}) {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { S3Bucket: "assets", S3Key: `${code}.zip` },
      Handler: "index.handler",
      Runtime: "nodejs24.x",
      Role: getAtt("Role", "Arn"),
      Environment: { Variables: env },
      ...more,
    },
  };
}

export const role = { Role: { Type: "AWS::IAM::Role" } };

export const table: Resources = {
  Table: {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    },
  },
};

export const secret: Resources = {
  Secret: {
    Type: "AWS::SecretsManager::Secret",
    Properties: { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } },
  },
};

/** A queue with dead letters that calls the `worker` fixture. */
export function queue(options: { mayLoop?: boolean; journal?: string } = {}): Resources {
  return {
    ...role,
    Dead: { Type: "AWS::SQS::Queue" },
    Queue: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: 10,
        RedrivePolicy: { deadLetterTargetArn: getAtt("Dead", "Arn"), maxReceiveCount: 3 },
      },
    },
    Worker: lambda(
      "worker",
      { Timeout: 5, ...(options.mayLoop ? { RecursiveLoop: "Allow" } : {}) },
      { JOURNAL: options.journal ?? "", QUEUE: { Ref: "Queue" } },
    ),
    Mapping: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        BatchSize: 10,
        EventSourceArn: getAtt("Queue", "Arn"),
        FunctionName: { Ref: "Worker" },
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
    },
  };
}

/** An HTTP API whose routes go to the `probe` fixture. */
export function httpApi(...routeKeys: string[]): Resources {
  const routes = routeKeys.map((key, at) => [
    `Route${at}`,
    {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId: { Ref: "Http" },
        RouteKey: key,
        AuthorizationType: "NONE",
        Target: join("integrations/", { Ref: "HttpIntegration" }),
      },
    },
  ]);
  return {
    ...role,
    Probe: lambda("probe", { Timeout: 2 }),
    Http: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "http", ProtocolType: "HTTP" } },
    HttpIntegration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ApiId: { Ref: "Http" },
        IntegrationType: "AWS_PROXY",
        IntegrationUri: getAtt("Probe", "Arn"),
        PayloadFormatVersion: "2.0",
      },
    },
    HttpStage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Properties: { ApiId: { Ref: "Http" }, StageName: "$default" },
    },
    ...Object.fromEntries(routes),
  };
}

/** A user pool with a console client. */
export const pool: Resources = {
  Pool: { Type: "AWS::Cognito::UserPool" },
  Client: {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: {
      UserPoolId: { Ref: "Pool" },
      AllowedOAuthScopes: ["openid", "email", "profile"],
      CallbackURLs: [join("https://", getAtt("Site", "DomainName"), "/console/")],
      LogoutURLs: [join("https://", getAtt("Site", "DomainName"), "/console/")],
    },
  },
};
