import { Stack, Validations } from "aws-cdk-lib";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { IConstruct } from "constructs";

/**
 * Excuses a construct from a rule of the security checks that run on every synthesis.
 *
 * @param construct what the rule complains about, or a parent of it
 * @param rule id of the rule, with its finding if it has any: `AwsSolutions-IAM5[Action::s3:*]`
 * @param reason why it is right here, for the next reader
 */
export function excuse(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/**
 * Excuses a wildcard in a resource that a function's role may use.
 *
 * @param resource the ARN as it stands in the policy, references and all
 */
export function excuseResource(to: LambdaFunction, resource: string, reason: string): void {
  if (!to.role) throw new Error(`${to.node.path} has no role to excuse.`);
  excuse(to.role, `AwsSolutions-IAM5[Resource::${flat(to, resource)}]`, reason);
}

/** An ARN as the checks print it: every reference as `<LogicalId>` or `<LogicalId.Attribute>`. */
export function flat(scope: IConstruct, arn: string): string {
  const resolved: unknown = Stack.of(scope).resolve(arn);
  if (typeof resolved === "string") return resolved;
  const parts = (resolved as { "Fn::Join": [string, unknown[]] })["Fn::Join"][1];
  return parts.map(part).join("");
}

function part(piece: unknown): string {
  if (typeof piece === "string") return piece;
  const { Ref: ref, "Fn::GetAtt": attribute } = piece as {
    Ref?: string;
    "Fn::GetAtt"?: [string, string];
  };
  return `<${ref ?? attribute?.join(".")}>`;
}
