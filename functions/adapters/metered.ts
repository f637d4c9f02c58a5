import type { MeteredClient, Middleware } from "./meter.ts";

/** One request of a client of ours, as the SDK's middleware would see it. */
type Handler<Input extends object, Output extends object> = (args: {
  readonly input: Input;
}) => Promise<{ readonly output: Output }>;

export interface MeteredSteps<Input extends object, Output extends object> extends MeteredClient {
  /**
   * Runs a request with whatever was added to the client.
   * @param command the SDK's name of it, such as `PutItem`
   * @param attempt one attempt; `repeat` decides how many there are
   */
  run(
    command: string,
    input: Input,
    attempt: (input: Input) => Promise<Output>,
    repeat?: (once: () => Promise<Output>) => Promise<Output>,
  ): Promise<Output>;
}

/**
 * As much of the SDK's middleware stack as `meter` uses, for clients of our own: what it adds to `initialize` sees each request once, what it adds to `deserialize` each
 * attempt. A name is added once.
 * @param clientName the SDK's name of the client, such as `DynamoDBClient`
 */
export function createMeteredSteps<Input extends object, Output extends object>(
  clientName: string,
): MeteredSteps<Input, Output> {
  const added = new Map<string, { readonly step: string; readonly middleware: Middleware }>();

  function through(step: string, command: string, handler: Handler<Input, Output>) {
    let outer = handler;
    for (const each of added.values()) {
      if (each.step !== step) continue;
      outer = each.middleware(outer, { clientName, commandName: `${command}Command` });
    }
    return outer;
  }

  return {
    middlewareStack: {
      add(
        middleware: Middleware,
        { step, name }: { readonly step: string; readonly name: string },
      ) {
        if (!added.has(name)) added.set(name, { step, middleware });
      },
    },
    async run(command, input, attempt, repeat = (once) => once()) {
      const each = through("deserialize", command, async (args) => ({
        output: await attempt(args.input),
      }));
      const whole = through("initialize", command, async (args) => ({
        output: await repeat(async () => (await each(args)).output),
      }));
      return (await whole({ input })).output;
    },
  };
}
