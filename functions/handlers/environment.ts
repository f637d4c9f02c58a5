import type { AwsAccess } from "../adapters/signed-http.ts";

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

/**
 * How to reach an AWS service: region and credentials as Lambda gives them to every function, and the address that the SDK's own variable names, or else the service's.
 * @param service as in `AWS_ENDPOINT_URL_…`, and in the service's host name
 */
export function accessTo(env: NodeJS.ProcessEnv, service: string): AwsAccess {
  const region = required(env, "AWS_REGION");
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    endpoint:
      env[`AWS_ENDPOINT_URL_${service}`] ?? `https://${service.toLowerCase()}.${region}.${suffix}`,
    region,
    credentials: {
      accessKeyId: required(env, "AWS_ACCESS_KEY_ID"),
      secretAccessKey: required(env, "AWS_SECRET_ACCESS_KEY"),
      sessionToken: env.AWS_SESSION_TOKEN,
    },
  };
}
