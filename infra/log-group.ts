import { RemovalPolicy } from "aws-cdk-lib";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Stage } from "./stages.ts";

/**
 * A log group with the stage's retention. It goes with the stack in every stage: its entries end
 * by themselves, and what must outlive a stack is in the table.
 */
export function logGroup(scope: Construct, id: string, stage: Stage): LogGroup {
  return new LogGroup(scope, id, {
    retention: stage.logDays as RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
