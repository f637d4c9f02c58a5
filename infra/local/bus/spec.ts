import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";

/** What a rule calls, and with what. */
export interface TargetSpec {
  readonly functionArn: string;
  /** Constant input instead of the event, as parsed JSON. */
  readonly input?: object;
}

export interface RuleSpec {
  readonly logicalId: string;
  readonly arn: string;
  readonly busName: string;
  readonly trigger:
    | { readonly kind: "rate"; readonly everyMs: number }
    | { readonly kind: "pattern"; readonly pattern: Readonly<Record<string, unknown>> };
  readonly targets: readonly TargetSpec[];
}

const UNIT_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

export function readRules(template: ResolvedTemplate): RuleSpec[] {
  return ofType(template, "AWS::Events::Rule")
    .filter((rule) => rule.text("State", "ENABLED") === "ENABLED")
    .map((rule) => ({
      logicalId: rule.id,
      arn: template.attribute(rule.id, "Arn"),
      busName: rule.text("EventBusName", "default").split("/").at(-1) ?? "default",
      trigger: readTrigger(rule),
      targets: rule.parts("Targets").map(readTarget),
    }));
}

export function readBuses(template: ResolvedTemplate): string[] {
  return ofType(template, "AWS::Events::EventBus").map(({ id }) => template.attribute(id, "Name"));
}

function readTrigger(rule: Properties): RuleSpec["trigger"] {
  if (rule.has("EventPattern")) {
    return { kind: "pattern", pattern: rule.part("EventPattern").raw };
  }
  const expression = rule.text("ScheduleExpression");
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = UNIT_MS[unit ?? ""];
  if (!unitMs) {
    throw new TemplateError(`${rule.id}: the local stage can't keep the schedule ${expression}.`);
  }
  return { kind: "rate", everyMs: Number(count) * unitMs };
}

function readTarget(target: Properties): TargetSpec {
  for (const unknown of ["InputPath", "InputTransformer"]) target.refuse(unknown);
  const functionArn = target.text("Arn");
  if (!functionArn.includes(":lambda:")) {
    throw new TemplateError(
      `${target.id}: a rule can only call functions here, not ${functionArn}.`,
    );
  }
  return {
    functionArn,
    ...(target.has("Input") ? { input: JSON.parse(target.text("Input")) as object } : {}),
  };
}
