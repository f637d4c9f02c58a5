import { Stack } from "aws-cdk-lib";
import { HttpApi as GatewayApi, HttpMethod, HttpStage } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { accessLog } from "./access-log.ts";
import { excuse } from "./excuse.ts";
import type { Stage } from "./stages.ts";

/** The HTTP API: everything below `/api/` goes to one function. */
export class HttpApi extends Construct {
  /** `<id>.execute-api.<region>.<suffix>`, for the distribution and the shop's back end. */
  readonly host: string;

  constructor(scope: Construct, id: string, stage: Stage, http: LambdaFunction) {
    super(scope, id);
    const api = new GatewayApi(this, "Api", {
      description: `Heed ${stage.name}: HTTP`,
      createDefaultStage: false,
    });
    new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: accessLog(
        this,
        stage,
        "httpMethod",
        "responseLength",
        "integrationLatency",
      ),
    });
    const [route] = api.addRoutes({
      path: "/api/{proxy+}",
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration("Http", http),
    });
    if (route) {
      excuse(
        route,
        "AwsSolutions-APIG4",
        "One route serves agents (bearer token), shops (signed requests) and the public configuration; the function tells them apart and verifies each.",
      );
    }
    const { region, urlSuffix } = Stack.of(this);
    this.host = `${api.apiId}.execute-api.${region}.${urlSuffix}`;
  }
}
