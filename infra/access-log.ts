import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { type IAccessLogSettings, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { logGroup } from "./log-group.ts";
import type { Stage } from "./stages.ts";

/** Few, because a chat's every frame is a line that is billed; the time stands beside it in CloudWatch. */
const common = ["requestId", "routeKey", "status"] as const;

/**
 * Access logs of an API as one JSON object a line. Neither the query nor an address is in them:
 * the first carries tokens, the second identifies a shopper.
 *
 * @param more names of further `$context` variables to log
 */
export function accessLog(
  scope: Construct,
  stage: Stage,
  ...more: readonly string[]
): IAccessLogSettings {
  const fields = [...common, ...more].map((name) => [name, `$context.${name}`]);
  return {
    destination: new LogGroupLogDestination(logGroup(scope, "AccessLogs", stage)),
    format: AccessLogFormat.custom(JSON.stringify(Object.fromEntries(fields))),
  };
}
