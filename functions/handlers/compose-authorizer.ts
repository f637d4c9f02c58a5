import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { ids } from "../adapters/ids.ts";
import { secret } from "../adapters/secrets.ts";
import { createTimers } from "../adapters/timers.ts";
import { list, required } from "./environment.ts";

/** What the authorizer needs; kept apart from `compose.ts` so that its bundle, on the path of every connection, stays small. */
export function composeAuthorizer(env: NodeJS.ProcessEnv) {
  const timers = createTimers(new SQSClient({}), required(env, "HEED_TIMERS"), Date.now);
  return {
    settings: { origins: list(env, "HEED_ORIGINS") },
    secret: secret(new SecretsManagerClient({}), required(env, "HEED_SIGNING_SECRET")),
    greet: (connection: string) => timers.arm({ kind: "greet", connection }, Date.now()),
    clock: Date.now,
    ids,
  };
}
