import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Functions } from "./functions.ts";
import type { Stage } from "./stages.ts";

export interface WatchProps {
  readonly stage: Stage;
  readonly functions: Functions;
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

const period = Duration.minutes(5);

/** When to sound: as soon as there is one, or when there has been none for two periods. */
const signs = {
  present: {
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  },
  absent: {
    threshold: 1,
    evaluationPeriods: 2,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  },
};
type Sign = keyof typeof signs;

/** Alarms for what nobody would notice by themselves and a small dashboard, each where the stage wants it. */
export class Watch extends Construct {
  private readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    const { stage } = props;
    if (stage.alarms && stage.alarmEmail) {
      this.topic = new Topic(this, "Topic", { enforceSSL: true });
      this.topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    }
    if (stage.alarms) this.listen(props);
    if (stage.dashboard) this.draw(props);
  }

  private listen({ functions, deadLetters }: WatchProps): void {
    this.alarm(
      "DeadLetters",
      "A timer failed every time it was tried.",
      deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum" }),
    );
    this.alarm(
      "SweepStopped",
      "The minute's sweep has not run: timers that got lost stay lost.",
      functions.timer.metricInvocations({ period }),
      "absent",
    );
    for (const [name, each] of Object.entries(functions.byName)) {
      this.alarm(`${name}Errors`, `The ${name} function failed.`, each.metricErrors({ period }));
      this.alarm(
        `${name}Throttles`,
        `The ${name} function was called more often than the account allows.`,
        each.metricThrottles({ period }),
      );
    }
  }

  private alarm(id: string, what: string, metric: Metric, sign: Sign = "present"): void {
    const alarm = new Alarm(this, id, { alarmDescription: what, metric, ...signs[sign] });
    if (this.topic) alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private draw({ functions, queue, deadLetters }: WatchProps): void {
    const each = Object.values(functions.byName);
    const graphs: ReadonlyArray<readonly [string, Metric[]]> = [
      ["Invocations", each.map((one) => one.metricInvocations({ period }))],
      ["Errors", each.map((one) => one.metricErrors({ period }))],
      ["Duration, p95", each.map((one) => one.metricDuration({ period, statistic: "p95" }))],
      [
        "Timers",
        [
          queue.metricApproximateAgeOfOldestMessage({ period }),
          deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
        ],
      ],
    ];
    new Dashboard(this, "Dashboard", {
      widgets: [graphs.map(([title, left]) => new GraphWidget({ title, left, width: 6 }))],
    });
  }
}
