import type { RunAws } from "../aws-cli.ts";

export type LogRole =
  | { readonly ok: true; readonly role: string }
  | { readonly ok: false; readonly code: "aws" | "missing"; readonly message: string };

const setUp = `API Gateway may not write logs in this account and region yet, and a WebSocket API with access logs can't be
deployed before it may. Once per account and region:

  aws iam create-role --role-name ApiGatewayLogs --assume-role-policy-document \\
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
  aws iam attach-role-policy --role-name ApiGatewayLogs --policy-arn \\
    arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs
  aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=\\
    $(aws iam get-role --role-name ApiGatewayLogs --query Role.Arn --output text)

It is a setting of the account, shared by everything in it, so no stage's stack may own it.`;

/** Whether API Gateway may write logs in this account and region, and what to do when it may not. */
export async function checkLogRole(aws: RunAws): Promise<LogRole> {
  const answer = await aws(["apigateway", "get-account"]);
  if (!answer.ok) return { ok: false, code: "aws", message: answer.message };
  const { cloudwatchRoleArn: role } = answer.value as { cloudwatchRoleArn?: string };
  return role ? { ok: true, role } : { ok: false, code: "missing", message: setUp };
}
