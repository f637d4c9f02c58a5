import { Duration } from "aws-cdk-lib";
import { EventBus, Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Binding } from "./bind.ts";

/** How often a timer's message is tried before it goes to the dead-letter queue. */
const maxReceives = 5;

/** Everything that happens later or elsewhere: delayed messages, the sweep, the event bus. */
export class Timers extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Send a delayed message to the timer function. */
  readonly send: Binding;
  /** Publish what happened to the stage's event bus. */
  readonly publish: Binding;

  constructor(scope: Construct, id: string, timer: LambdaFunction) {
    super(scope, id);
    this.deadLetters = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS asks for six times the function's time-out, to leave room for its own retries.
      visibilityTimeout: Duration.seconds((timer.timeout?.toSeconds() ?? 30) * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maxReceives },
    });
    timer.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    new Rule(this, "Sweep", {
      description: "Every minute: look at what is due.",
      schedule: Schedule.rate(Duration.minutes(1)),
      // The next tick does what a lost one would have done, so there is nothing to retry.
      targets: [new LambdaTarget(timer, { retryAttempts: 0 })],
    });
    const bus = new EventBus(this, "Bus");
    this.send = {
      variables: { HEED_TIMERS: this.queue.queueUrl },
      grant: (to) => this.queue.grant(to, "sqs:SendMessage"),
    };
    this.publish = {
      variables: { HEED_BUS: bus.eventBusName },
      grant: (to) => bus.grantPutEventsTo(to),
    };
  }
}
