import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { createBus } from "../adapters/bus.ts";
import { createCustomerTokens } from "../adapters/customer-tokens.ts";
import { createDetector } from "../adapters/detector.ts";
import { createRequestedTable } from "../adapters/dynamo/requested-table.ts";
import { createStore } from "../adapters/dynamo/store.ts";
import { createTableClient } from "../adapters/dynamo/table-client.ts";
import { createFiles } from "../adapters/files.ts";
import { createGatewayClient } from "../adapters/gateway-client.ts";
import { ids } from "../adapters/ids.ts";
import { report } from "../adapters/log.ts";
import { meter } from "../adapters/meter.ts";
import { secret } from "../adapters/secrets.ts";
import { createConnections, createSockets } from "../adapters/sockets.ts";
import { createTelemetry } from "../adapters/telemetry.ts";
import { createTimers } from "../adapters/timers.ts";
import { createTokens } from "../adapters/tokens.ts";
import { createTranslator } from "../adapters/translator.ts";
import type { Deps } from "../use-cases/deps.ts";
import { liveSettings } from "../use-cases/effective-settings.ts";
import { createRosterCache } from "../use-cases/roster-cache.ts";
import { createRouterBook } from "../use-cases/router-book.ts";
import { createRuleBook } from "../use-cases/rule-book.ts";
import { DEFAULT_SETTINGS, type Settings } from "../use-cases/settings.ts";
import { accessTo, list, number, required } from "./environment.ts";
import { triggerOf } from "./environment-trigger.ts";

/** A roster snapshot's age at most. */
const ROSTER_MS = 3000;

const DAY_MS = 24 * 60 * 60_000;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Lambda tells each function; enough to count by where it does not. */
const MEGABYTES = 512;

/**
 * Builds what the use cases need from the environment and the AWS clients; once per function instance, outside the handler.
 * @param name the function's, for its telemetry
 */
export function compose(env: NodeJS.ProcessEnv, name: string) {
  const clock = Date.now;
  const clients = {
    table: createTableClient(accessTo(env, "DYNAMODB")),
    gateway: createGatewayClient(accessTo(env, "APIGATEWAYMANAGEMENTAPI")),
    secrets: new SecretsManagerClient({}),
    queue: new SQSClient({}),
    bus: new EventBridgeClient({}),
  };
  meter(clients.table, { units: true });
  for (const client of [clients.gateway, clients.queue, clients.bus]) meter(client);
  const telemetry = createTelemetry({
    stage: required(env, "HEED_STAGE"),
    name,
    megabytes: Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? MEGABYTES),
    clock,
    // Past the runtime's console, which would wrap the line and hide its metrics.
    write: (line) => void process.stdout.write(`${line}\n`),
  });
  const table = createRequestedTable(clients.table.request, required(env, "HEED_TABLE"));
  const store = createStore(table, {
    keepConversationsMs: number(env, "HEED_KEEP_DAYS") * DAY_MS,
  });
  const connections = createConnections({
    client: clients.gateway,
    sleep,
    random: Math.random,
    onError: (error, connection) => report("post failed", error, { connection }),
  });
  const signingSecret = secret(clients.secrets, required(env, "HEED_SIGNING_SECRET"));
  const timers = createTimers(clients.queue, required(env, "HEED_TIMERS"), clock);
  const stageSettings: Settings = {
    ...DEFAULT_SETTINGS,
    ...triggerOf(env),
    languages: list(env, "HEED_LANGUAGES"),
    holdout: { ...DEFAULT_SETTINGS.holdout, share: number(env, "HEED_HOLDOUT") },
    sneakPeek: env.HEED_SNEAK_PEEK === "on",
  };
  const rules = createRuleBook(store, clock, report);
  const settings = liveSettings(stageSettings, rules.overrides);
  const translator =
    env.HEED_TRANSLATION === "on" && createTranslator(accessTo(env, "TRANSLATE"), report);
  const files =
    env.HEED_FILES_URL &&
    createFiles({ ...accessTo(env, "S3"), endpoint: env.HEED_FILES_URL }, clock);
  const deps: Deps = {
    store,
    ...(env.HEED_SHOP_SECRET && {
      customers: createCustomerTokens(secret(clients.secrets, env.HEED_SHOP_SECRET), clock),
    }),
    ...(files && { files }),
    ...(translator && { translator }),
    sockets: createSockets(connections),
    timers,
    bus: telemetry.bus(
      createBus(clients.bus, required(env, "HEED_BUS"), (error) => report("bus", error)),
    ),
    detector: createDetector(settings.languages),
    tokens: createTokens(signingSecret),
    ids,
    clock,
    settings,
    rules,
    roster: createRosterCache(store, clock, ROSTER_MS),
    router: createRouterBook(store, clock, report),
  };
  return { deps, connections, timers, signingSecret, clients, telemetry };
}

export type Composed = ReturnType<typeof compose>;
