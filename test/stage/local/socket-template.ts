import { getAtt, join, lambda, type Resources, role } from "./fixture-template.ts";

const invocations = (id: string) =>
  join(
    "arn:",
    { Ref: "AWS::Partition" },
    ":apigateway:",
    { Ref: "AWS::Region" },
    ":lambda:path/2015-03-31/functions/",
    getAtt(id, "Arn"),
    "/invocations",
  );

const api = { ApiId: { Ref: "Sockets" } };

/** A WebSocket API: MOCK `$connect` behind an authorizer, `$default` with a route response. */
export function socketApi(options: { connectResponse: boolean }): Resources {
  return {
    ...role,
    Guard: lambda("guard", { Timeout: 2 }),
    Probe: lambda("probe", { Timeout: 2 }, { POST_TO: callback }),
    Sockets: {
      Type: "AWS::ApiGatewayV2::Api",
      Properties: {
        ProtocolType: "WEBSOCKET",
        RouteSelectionExpression: "$request.body.action",
      },
    },
    SocketStage: { Type: "AWS::ApiGatewayV2::Stage", Properties: { ...api, StageName: "dev" } },
    Authorizer: {
      Type: "AWS::ApiGatewayV2::Authorizer",
      Properties: {
        ...api,
        AuthorizerType: "REQUEST",
        AuthorizerUri: invocations("Guard"),
        IdentitySource: ["route.request.querystring.EIO"],
      },
    },
    Mock: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ...api,
        IntegrationType: "MOCK",
        RequestTemplates: { "200": '{"statusCode":200}' },
        TemplateSelectionExpression: "200",
      },
    },
    MockAnswer: {
      Type: "AWS::ApiGatewayV2::IntegrationResponse",
      Properties: { ...api, IntegrationId: { Ref: "Mock" }, IntegrationResponseKey: "$default" },
    },
    Connect: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ...api,
        RouteKey: "$connect",
        AuthorizationType: "CUSTOM",
        AuthorizerId: { Ref: "Authorizer" },
        Target: join("integrations/", { Ref: "Mock" }),
      },
    },
    ...(options.connectResponse ? { ConnectResponse: response("Connect") } : {}),
    Proxy: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ...api,
        IntegrationType: "AWS_PROXY",
        IntegrationUri: invocations("Probe"),
      },
    },
    Default: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ...api,
        RouteKey: "$default",
        AuthorizationType: "NONE",
        Target: join("integrations/", { Ref: "Proxy" }),
      },
    },
    DefaultResponse: response("Default"),
  };
}

const callback = join(
  "https://",
  { Ref: "Sockets" },
  ".execute-api.",
  { Ref: "AWS::Region" },
  ".",
  { Ref: "AWS::URLSuffix" },
  "/dev",
);

const response = (routeId: string) => ({
  Type: "AWS::ApiGatewayV2::RouteResponse",
  Properties: { ...api, RouteId: { Ref: routeId }, RouteResponseKey: "$default" },
});
