import { createHash } from "node:crypto";

/** Where the runner pretends to be. */
export interface World {
  readonly region: string;
  readonly account: string;
  readonly suffix: string;
  readonly stack: string;
}

/** The access key that functions are given, and that presigned requests are checked with. */
export const KEYS = { id: "local", secret: "local" } as const;

export function newWorld(stack: string): World {
  return { region: "eu-north-1", account: "000000000000", suffix: "amazonaws.com", stack };
}

/** CloudFormation's pseudo parameters. */
export function pseudoParameters(world: World): Record<string, string> {
  const { region, account, suffix, stack } = world;
  return {
    "AWS::Region": region,
    "AWS::AccountId": account,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": suffix,
    "AWS::StackName": stack,
    "AWS::StackId": `arn:aws:cloudformation:${region}:${account}:stack/${stack}/local`,
  };
}

/** Stable made-up id of a resource: `length` hex characters. */
export function hashId(world: World, logicalId: string, length: number): string {
  return createHash("sha256").update(`${world.stack}/${logicalId}`).digest("hex").slice(0, length);
}

export function arn(world: World, service: string, resource: string): string {
  return `arn:aws:${service}:${world.region}:${world.account}:${resource}`;
}
