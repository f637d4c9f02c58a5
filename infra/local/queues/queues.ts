import type { JsonOperations } from "../aws/json-service.ts";
import type { FunctionSpec } from "../functions/spec.ts";
import type { LambdaInvoke } from "../gateway/lambda.ts";
import { TemplateError } from "../template-error.ts";
import { DelayQueue, type QueuedMessage } from "./delay-queue.ts";
import { Poller } from "./poller.ts";
import type { MappingSpec, QueueSpec } from "./spec.ts";
import { sqsOperations } from "./sqs.ts";

export interface QueuesOptions {
  readonly specs: readonly QueueSpec[];
  readonly mappings: readonly MappingSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly invokeOf: (spec: FunctionSpec) => LambdaInvoke;
  readonly region: string;
  /** Factors on delays and visibility time-outs; 1 for real time. */
  readonly delayScale: number;
  readonly visibilityScale: number;
  readonly log: (line: string) => void;
}

/** The queues of a stage and the functions they call. */
export class Queues {
  readonly #queues = new Map<string, { readonly queue: DelayQueue; readonly delayMs: number }>();
  readonly #pollers: Poller[] = [];
  readonly #options: QueuesOptions;

  constructor(options: QueuesOptions) {
    this.#options = options;
    for (const spec of options.specs) this.#create(spec);
  }

  get operations(): JsonOperations {
    return sqsOperations({ queues: this.#queues, delayScale: this.#options.delayScale });
  }

  /** A queue by its name or logical id. */
  get(name: string): DelayQueue {
    const spec = this.#options.specs.find((each) => each.logicalId === name);
    const found = this.#queues.get(spec?.name ?? name);
    if (!found) throw new TemplateError(`There is no queue ${name}.`);
    return found.queue;
  }

  /** Puts back what was waiting in an earlier run, and begins to call functions. */
  start(kept: Readonly<Record<string, readonly QueuedMessage[]>>): void {
    for (const mapping of this.#options.mappings) this.#map(mapping);
    for (const [name, messages] of Object.entries(kept)) {
      this.#queues.get(name)?.queue.restore(messages);
    }
  }

  /** All messages by queue. */
  snapshot(): Record<string, readonly QueuedMessage[]> {
    return Object.fromEntries([...this.#queues].map(([name, { queue }]) => [name, queue.messages]));
  }

  /** Resolves when no message is with a function. */
  async settled(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.settled()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.close()));
    for (const { queue } of this.#queues.values()) queue.close();
  }

  #create(spec: QueueSpec): DelayQueue {
    const existing = this.#queues.get(spec.name);
    if (existing) return existing.queue;
    const { deadLetters } = spec;
    const queue = new DelayQueue({
      name: spec.name,
      visibilityMs: spec.visibilityMs * this.#options.visibilityScale,
      ...(deadLetters
        ? { deadLetters: { ...deadLetters, queue: this.#create(this.#spec(deadLetters.arn)) } }
        : {}),
    });
    this.#queues.set(spec.name, { queue, delayMs: spec.delayMs });
    return queue;
  }

  #spec(arn: string): QueueSpec {
    const found = this.#options.specs.find((each) => each.arn === arn);
    if (!found) throw new TemplateError(`There is no queue ${arn} in the template.`);
    return found;
  }

  #map(mapping: MappingSpec): void {
    const { functions, invokeOf, region, log } = this.#options;
    const target = functions.find(
      ({ name, arn }) => name === mapping.functionName || arn === mapping.functionName,
    );
    const queue = this.#queues.get(this.#spec(mapping.queueArn).name)?.queue;
    if (!target || !queue) throw new TemplateError(`A mapping of ${mapping.queueArn} is broken.`);
    const { queueArn, batchSize, partial, maxConcurrency } = mapping;
    this.#pollers.push(
      new Poller({
        queue,
        queueArn,
        region,
        invoke: invokeOf(target),
        functionName: target.name,
        mayLoop: target.mayLoop,
        batchSize,
        partial,
        maxConcurrency,
        log,
      }),
    );
  }
}
