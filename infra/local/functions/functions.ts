import type { LambdaInvoke } from "../gateway/lambda.ts";
import { KEYS, type World } from "../world.ts";
import { handlerModule } from "./code.ts";
import { workerModule } from "./compile-worker.ts";
import { FunctionRunner } from "./function-runner.ts";
import type { FunctionStats } from "./function-stats.ts";
import type { FunctionSpec } from "./spec.ts";

/** Replaces a variable's value: a constant, or a function of the template's own value. */
export type Override = string | ((value: string) => string);

export interface FunctionsOptions {
  readonly world: World;
  readonly folderOf: (assetKey: string) => string;
  /** Gives addresses inside environment variables their local form. */
  readonly localize: (text: string) => string;
  /** `AWS_ENDPOINT_URL_…` variables of the local services. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, Override>>;
  readonly log: (line: string) => void;
}

/** All functions of a stage. */
export class Functions {
  readonly #runners = new Map<string, FunctionRunner>();

  /** Calls a function once it has been started; before that the call fails. */
  invokeOf(spec: FunctionSpec): LambdaInvoke {
    return async (event, trace) => {
      const runner = this.#runners.get(spec.name);
      if (!runner) throw new Error(`${spec.label} has not been started.`);
      return runner.invoke(event, trace);
    };
  }

  /** Loads every bundle; rejects when one can't be loaded. */
  async start(specs: readonly FunctionSpec[], options: FunctionsOptions): Promise<void> {
    const module = await workerModule();
    for (const spec of specs) {
      const runner = new FunctionRunner({
        spec,
        module: handlerModule(options.folderOf(spec.codeKey), spec.handler),
        workerModule: module,
        environment: environmentOf(spec, options),
        log: (line) => options.log(`[${spec.label}] ${line}`),
      });
      this.#runners.set(spec.name, runner);
    }
    await Promise.all([...this.#runners.values()].map((runner) => runner.warm()));
  }

  /** Figures by label. */
  get stats(): Record<string, FunctionStats> {
    return Object.fromEntries(
      [...this.#runners.values()].map(({ spec, stats }) => [spec.label, stats]),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.close()));
  }
}

/** What Lambda, the runner and the template put into a function's environment, in this order. */
function environmentOf(spec: FunctionSpec, options: FunctionsOptions): Record<string, string> {
  const { world, localize, endpoints, overrides } = options;
  const own = Object.entries(spec.environment).map(([name, value]) => {
    const local = localize(value);
    const override = overrides[name];
    if (override === undefined) return [name, local];
    return [name, typeof override === "string" ? override : override(local)];
  });
  return {
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    AWS_ACCESS_KEY_ID: KEYS.id,
    AWS_SECRET_ACCESS_KEY: KEYS.secret,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_EC2_METADATA_DISABLED: "true",
    _HANDLER: spec.handler,
    TZ: ":UTC",
    ...endpoints,
    ...Object.fromEntries(own),
  };
}
