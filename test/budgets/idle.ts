import type { Counts } from "../../functions/adapters/prices.ts";
import type { Template } from "../infra/assembly.ts";
import type { Basket } from "./basket.ts";
import { thousand } from "./bill.ts";

/** A line of a month's bill. */
export interface Line {
  readonly what: string;
  readonly count: number;
  /** US dollars, of all of them together. */
  readonly usd: number;
}

/**
 * What costs money by being there, US dollars a month at us-east-1 list prices, without free tiers, November 2026: aws.amazon.com/secrets-manager/pricing and
 * aws.amazon.com/cloudwatch/pricing.
 */
const SECRET = 0.4;
/** At standard resolution, of one metric. */
const ALARM = 0.1;
const DASHBOARD = 3;
/** A metric of one's own, in every hour in which it is written. */
const METRIC = 0.3;

const STANDING = [
  ["secrets", "AWS::SecretsManager::Secret", SECRET],
  ["alarms", "AWS::CloudWatch::Alarm", ALARM],
  ["dashboard", "AWS::CloudWatch::Dashboard", DASHBOARD],
] as const;

/** Services and types that are billed by what is done or kept and not by the month. A user pool is billed by the agents who sign in. */
const BY_USE =
  /^(AWS::(ApiGatewayV2|CloudFront|DynamoDB|IAM|Lambda|Logs|S3|SNS|SQS)::|AWS::Cognito::UserPool|AWS::Events::(EventBus|Rule)$|AWS::CDK::Metadata$|Custom::(CDKBucketDeployment|S3AutoDeleteObjects)$)/;

/** Types of a template's resources of which nobody has said what a month of them costs. */
export function unpriced({ Resources }: Template): readonly string[] {
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  const priced = new Set<string>(STANDING.map(([, type]) => type));
  return [...types].filter((type) => !priced.has(type) && !BY_USE.test(type));
}

const MINUTES_OF_A_MONTH = 30 * 24 * 60;
/** Lambda asks an empty queue with five long polls of 20 s at a time. */
const POLLS_PER_MINUTE = 5 * 3;

/** A month of a stage in which nothing happens, line by line; what is stored comes on top. */
export function idleMonth(
  { idleMinute, idleMetrics }: Pick<Basket, "idleMinute" | "idleMetrics">,
  { Resources }: Template,
): readonly Line[] {
  const month = (minute: Partial<Counts>) => (MINUTES_OF_A_MONTH * thousand(minute)) / 1000;
  const types = Object.values(Resources).map(({ Type }) => Type);
  const standing = STANDING.map(([what, type, price]): Line => {
    const count = types.filter((each) => each === type).length;
    return { what, count, usd: count * price };
  });
  return [
    { what: "the minute's tick", count: MINUTES_OF_A_MONTH, usd: month(idleMinute) },
    {
      what: "polls of the timers' queue",
      count: POLLS_PER_MINUTE * MINUTES_OF_A_MONTH,
      usd: month({ queueRequests: POLLS_PER_MINUTE }),
    },
    { what: "metrics that the tick writes", count: idleMetrics, usd: METRIC * idleMetrics },
    ...standing,
  ];
}

export const sumOfLines = (lines: readonly Line[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);
