/** Reads a variable that the stack sets; a function without it must not start. */
export function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set: deploy the stack again`);
  return value;
}

/** A comma-separated list. */
export function list(env: NodeJS.ProcessEnv, name: string): readonly string[] {
  return required(env, name)
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
}

/** A number that is not negative. */
export function number(env: NodeJS.ProcessEnv, name: string): number {
  const value = Number(required(env, name));
  if (!(value >= 0)) throw new Error(`${name} is not a number`);
  return value;
}
