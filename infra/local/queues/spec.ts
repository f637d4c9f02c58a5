import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";

export interface QueueSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly delayMs: number;
  readonly visibilityMs: number;
  readonly deadLetters?: { readonly arn: string; readonly maxReceives: number };
}

/** A queue that calls a function. */
export interface MappingSpec {
  readonly queueArn: string;
  /** Name or ARN. */
  readonly functionName: string;
  readonly batchSize: number;
  /** Whether the function may report the messages of a batch that failed. */
  readonly partial: boolean;
  readonly maxConcurrency: number;
}

/** Batches that Lambda serves side by side when it begins to read a queue. */
const FIRST_CONCURRENCY = 5;

export function readQueues(template: ResolvedTemplate): QueueSpec[] {
  return ofType(template, "AWS::SQS::Queue").map((queue) => {
    queue.refuse("FifoQueue");
    return {
      logicalId: queue.id,
      name: template.attribute(queue.id, "QueueName"),
      arn: template.attribute(queue.id, "Arn"),
      delayMs: queue.number("DelaySeconds", 0) * 1000,
      visibilityMs: queue.number("VisibilityTimeout", 30) * 1000,
      ...readRedrive(queue),
    };
  });
}

export function readMappings(template: ResolvedTemplate): MappingSpec[] {
  return ofType(template, "AWS::Lambda::EventSourceMapping").map((mapping) => {
    for (const unknown of ["FilterCriteria", "MaximumBatchingWindowInSeconds"]) {
      mapping.refuse(unknown);
    }
    const queueArn = mapping.text("EventSourceArn");
    if (!queueArn.startsWith("arn:aws:sqs:")) {
      throw new TemplateError(`${mapping.id}: only queues can call functions here.`);
    }
    return {
      queueArn,
      functionName: mapping.text("FunctionName"),
      batchSize: mapping.number("BatchSize", 10),
      partial: mapping.texts("FunctionResponseTypes").includes("ReportBatchItemFailures"),
      maxConcurrency: mapping.part("ScalingConfig").number("MaximumConcurrency", FIRST_CONCURRENCY),
    };
  });
}

function readRedrive(queue: Properties): Pick<QueueSpec, "deadLetters"> {
  if (!queue.has("RedrivePolicy")) return {};
  const policy = queue.part("RedrivePolicy");
  return {
    deadLetters: {
      arn: policy.text("deadLetterTargetArn"),
      maxReceives: policy.number("maxReceiveCount"),
    },
  };
}
