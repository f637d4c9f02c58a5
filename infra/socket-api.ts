import { Stack } from "aws-cdk-lib";
import {
  CfnIntegrationResponse,
  PassthroughBehavior,
  WebSocketApi,
  type WebSocketIntegration,
  WebSocketIntegrationType,
  WebSocketRouteIntegration,
  type WebSocketRouteIntegrationConfig,
  WebSocketStage,
} from "aws-cdk-lib/aws-apigatewayv2";
import { WebSocketLambdaAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { WebSocketLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { accessLog } from "./access-log.ts";
import type { Binding } from "./bind.ts";
import { excuse, excuseResource } from "./excuse.ts";
import type { Stage } from "./stages.ts";

export interface SocketApiProps {
  readonly stage: Stage;
  readonly authorize: LambdaFunction;
  readonly socket: LambdaFunction;
}

/** The WebSocket API that carries Socket.IO: `$connect`, `$default`, `$disconnect`. */
export class SocketApi extends Construct {
  readonly api: WebSocketApi;
  /** Where browsers connect: `wss://<host>/<stage>`. */
  readonly url: string;
  /** `wss://<host>`, for a content security policy. */
  readonly origin: string;
  /** Post to connections and close them. */
  readonly connections: Binding;

  constructor(scope: Construct, id: string, { stage, authorize, socket }: SocketApiProps) {
    super(scope, id);
    this.api = new WebSocketApi(this, "Api", { description: `Heed ${stage.name}: sockets` });
    this.addConnect(authorize);
    const heard = this.api.addRoute("$default", {
      integration: new WebSocketLambdaIntegration("Hear", socket),
      // What the function returns goes back to the sender, so an ack needs no call of its own.
      returnResponse: true,
    });
    const left = this.api.addRoute("$disconnect", {
      integration: new WebSocketLambdaIntegration("Leave", socket),
    });
    for (const route of [heard, left]) {
      excuse(
        route,
        "AwsSolutions-APIG4",
        "A WebSocket API authorizes on $connect; later routes carry what its authorizer decided.",
      );
    }
    new WebSocketStage(this, "Stage", {
      webSocketApi: this.api,
      stageName: stage.name,
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: accessLog(this, stage, "connectionId"),
    });
    const { region, urlSuffix } = Stack.of(this);
    const host = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    this.origin = `wss://${host}`;
    this.url = `${this.origin}/${stage.name}`;
    this.connections = {
      variables: { AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: `https://${host}/${stage.name}` },
      grant: (to) => this.grantConnections(to, stage),
    };
  }

  /**
   * `$connect` runs the authorizer and nothing else. A mock integration answers for free, but API
   * Gateway demands for it what a Lambda integration brings along: a request template that yields
   * a status code, a catch-all integration response and a route response. Without them the
   * handshake fails with 500.
   */
  private addConnect(authorize: LambdaFunction): void {
    const route = this.api.addRoute("$connect", {
      integration: new Accept("Accept"),
      // CDK's default identity source is the Authorization header, which browsers can't set.
      authorizer: new WebSocketLambdaAuthorizer("Authorizer", authorize, {
        identitySource: ["route.request.querystring.EIO"],
      }),
      returnResponse: true,
    });
    const accept = route.node.findChild("Accept") as WebSocketIntegration;
    new CfnIntegrationResponse(route, "Accepted", {
      apiId: this.api.apiId,
      integrationId: accept.integrationId,
      integrationResponseKey: "$default",
    });
  }

  private grantConnections(to: LambdaFunction, stage: Stage): void {
    const { partition, region, account } = Stack.of(this);
    const base = `arn:${partition}:execute-api:${region}:${account}:${this.api.apiId}`;
    const paths = ["POST", "DELETE"].map((method) => `/${stage.name}/${method}/@connections/*`);
    to.addToRolePolicy(
      new PolicyStatement({
        actions: ["execute-api:ManageConnections"],
        resources: paths.map((path) => `${base}${path}`),
      }),
    );
    for (const path of paths) {
      excuseResource(
        to,
        `${base}${path}`,
        "Connection ids are made up by API Gateway when somebody connects; the API and stage are fixed.",
      );
    }
  }
}

/** Accepts whatever the authorizer let through, without running a function. */
class Accept extends WebSocketRouteIntegration {
  bind(): WebSocketRouteIntegrationConfig {
    return {
      type: WebSocketIntegrationType.MOCK,
      uri: "",
      requestTemplates: { "200": '{"statusCode":200}' },
      templateSelectionExpression: "200",
      passthroughBehavior: PassthroughBehavior.WHEN_NO_MATCH,
    };
  }
}
