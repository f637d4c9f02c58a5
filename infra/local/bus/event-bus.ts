import { randomUUID } from "node:crypto";
import { AwsError, type JsonOperations } from "../aws/json-service.ts";
import type { LambdaInvoke } from "../gateway/lambda.ts";
import { isRecord } from "../template-error.ts";
import { matchesPattern } from "./pattern.ts";
import type { RuleSpec, TargetSpec } from "./spec.ts";

/** An event as rules and their targets see it. */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export interface EventBusOptions {
  readonly busNames: readonly string[];
  readonly rules: readonly RuleSpec[];
  readonly region: string;
  readonly account: string;
  readonly invoke: (functionArn: string) => LambdaInvoke;
}

/** How many published events are kept for tests to look at. */
const KEPT = 1_000;
const MAX_ENTRIES = 10;
const MAX_ENTRY_BYTES = 256 * 1024;

/** The event buses of a stage: takes `PutEvents`, and calls the targets of matching rules. */
export class EventBus {
  /** The latest events, oldest first. */
  readonly recent: { readonly bus: string; readonly event: BusEvent }[] = [];
  readonly #options: EventBusOptions;
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: EventBusOptions) {
    this.#options = options;
  }

  get operations(): JsonOperations {
    return { "AWSEvents.PutEvents": ({ input }) => this.#putEvents(input.Entries) };
  }

  /** Calls the targets of a scheduled rule; resolves when they have answered, well or not. */
  async fire(rule: RuleSpec): Promise<void> {
    const event = this.#event("Scheduled Event", "aws.events", {}, [rule.arn]);
    await Promise.all(rule.targets.map((target) => this.#call(target, event)));
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #putEvents(entries: unknown): object {
    const list = Array.isArray(entries) ? entries.filter(isRecord) : [];
    if (list.length === 0 || list.length > MAX_ENTRIES) {
      throw new AwsError("ValidationException", `PutEvents takes 1 to ${MAX_ENTRIES} entries.`);
    }
    const Entries = list.map((entry) => this.#put(entry));
    return { FailedEntryCount: Entries.filter((each) => "ErrorCode" in each).length, Entries };
  }

  #put(entry: Record<string, unknown>): object {
    const { Source, DetailType, Detail, Resources } = entry;
    if (typeof Source !== "string" || typeof DetailType !== "string") {
      return { ErrorCode: "InvalidArgument", ErrorMessage: "Source and DetailType are required." };
    }
    const detail = parse(Detail);
    if (!isRecord(detail)) {
      return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    }
    if (Buffer.byteLength(String(Detail)) > MAX_ENTRY_BYTES) {
      return { ErrorCode: "InvalidArgument", ErrorMessage: "The entry is too large." };
    }
    const bus =
      String(entry.EventBusName ?? "default")
        .split("/")
        .at(-1) ?? "default";
    const event = this.#event(DetailType, Source, detail, [Resources ?? []].flat().map(String));
    // Events for a bus that doesn't exist are taken and lost, as EventBridge does.
    if (bus === "default" || this.#options.busNames.includes(bus)) this.#publish(bus, event);
    return { EventId: event.id };
  }

  #publish(bus: string, event: BusEvent): void {
    this.recent.push({ bus, event });
    if (this.recent.length > KEPT) this.recent.shift();
    for (const rule of this.#options.rules) {
      if (rule.busName !== bus || rule.trigger.kind !== "pattern") continue;
      if (!matchesPattern(rule.trigger.pattern, event)) continue;
      for (const target of rule.targets) void this.#call(target, event);
    }
  }

  #call(target: TargetSpec, event: BusEvent): Promise<unknown> {
    const { invoke } = this.#options;
    const call = invoke(target.functionArn)(target.input ?? event).catch(() => undefined);
    this.#running.add(call);
    return call.finally(() => this.#running.delete(call));
  }

  #event(detailType: string, source: string, detail: unknown, resources: string[]): BusEvent {
    const { account, region } = this.#options;
    return {
      version: "0",
      id: randomUUID(),
      "detail-type": detailType,
      source,
      account,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region,
      resources,
      detail,
    };
  }
}

function parse(detail: unknown): unknown {
  try {
    return JSON.parse(String(detail));
  } catch {
    return undefined;
  }
}
