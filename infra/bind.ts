import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";

/** Something a function may use: where it finds it and what it may do with it, in one piece. */
export interface Binding {
  /** Environment variables that tell the function where the thing is. */
  readonly variables: Readonly<Record<string, string>>;
  /** Gives the function the permissions the thing needs; absent when none are needed. */
  readonly grant?: (to: LambdaFunction) => void;
}

/**
 * Binds things to a function: sets the variables and grants the permissions together, so that
 * neither can be there without the other.
 */
export function bind(to: LambdaFunction, ...bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    for (const [name, value] of Object.entries(binding.variables)) to.addEnvironment(name, value);
    binding.grant?.(to);
  }
}
