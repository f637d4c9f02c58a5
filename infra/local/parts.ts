import { join } from "node:path";
import { IDENTITY_PATH } from "./addresses.ts";
import { EventBus } from "./bus/event-bus.ts";
import { BucketServer } from "./files/bucket-server.ts";
import { diskObjects, memoryObjects } from "./files/objects.ts";
import type { Functions } from "./functions/functions.ts";
import { HttpApi } from "./http/http-api.ts";
import { Identity } from "./identity/identity.ts";
import type { IdentityKeys } from "./identity/keys.ts";
import type { Plan } from "./plan.ts";
import { Queues } from "./queues/queues.ts";
import { Buckets } from "./site/bucket.ts";
import { Distribution } from "./site/distribution.ts";
import type { StageOptions } from "./stage.ts";
import { TemplateError } from "./template-error.ts";
import { WebSocketApi } from "./websocket-api.ts";
import type { World } from "./world.ts";

/** What every part of a stage is made from. */
export interface Making {
  readonly plan: Plan;
  readonly world: World;
  readonly functions: Functions;
  readonly options: StageOptions;
  readonly localize: (text: string) => string;
  readonly log: (line: string) => void;
}

/** The template's buckets of attached files, by name. */
export function makeBuckets(plan: Plan, world: World, folder?: string): Map<string, BucketServer> {
  return new Map(
    plan.files.map((spec) => {
      const objects = folder ? diskObjects(join(folder, "files", spec.name)) : memoryObjects();
      return [spec.name, new BucketServer({ spec, objects, region: world.region })];
    }),
  );
}

export function makeSockets({ plan, world, options, log }: Making): WebSocketApi[] {
  const { limits, jitter } = options;
  return plan.sockets.map(
    (spec) =>
      new WebSocketApi({
        ...spec,
        region: world.region,
        accountId: world.account,
        log,
        ...(limits ? { limits } : {}),
        ...(jitter ? { jitter } : {}),
      }),
  );
}

export function makeQueues({ plan, world, functions, options, log }: Making): Queues {
  return new Queues({
    specs: plan.queues,
    mappings: plan.mappings,
    functions: plan.functions,
    invokeOf: (spec) => functions.invokeOf(spec),
    region: world.region,
    delayScale: options.times?.delays ?? 1,
    visibilityScale: options.times?.visibility ?? 1,
    log,
  });
}

export function makeBus({ plan, world, functions }: Making): EventBus {
  return new EventBus({
    busNames: plan.buses,
    rules: plan.rules,
    region: world.region,
    account: world.account,
    invoke: (arn) => {
      const spec = plan.functions.find((each) => each.arn === arn);
      if (!spec) throw new TemplateError(`There is no function ${arn} in the template.`);
      return functions.invokeOf(spec);
    },
  });
}

/** HTTP APIs by the host name they would have. */
export function makeHttpApis({ plan, world }: Making): Map<string, HttpApi> {
  return new Map(
    plan.https.map(({ apiId, stage, routes }) => [
      `${apiId}.execute-api.${world.region}.${world.suffix}`,
      new HttpApi({ apiId, stage, accountId: world.account }, routes),
    ]),
  );
}

/** The template's distribution; one origin can stand for one only. */
export function makeDistribution(
  { plan, options, localize }: Making,
  apis: ReadonlyMap<string, HttpApi>,
): Distribution | undefined {
  const [spec] = plan.distributions;
  if (!spec) return undefined;
  const buckets = new Buckets(plan.uploads, options.folderOf);
  return new Distribution({ spec, buckets, apis, localize });
}

/** The provider that stands in for the template's user pool. */
export async function startIdentity(
  { plan, options, localize, log }: Making,
  site: string,
  keys: IdentityKeys,
): Promise<Identity | undefined> {
  const [pool] = plan.pools;
  if (!pool) return undefined;
  const clients = pool.clients.map((client) => ({
    ...client,
    redirectUris: client.redirectUris.map(localize),
    logoutUris: client.logoutUris.map(localize),
  }));
  const { agents } = options;
  const issuer = `${site}${IDENTITY_PATH}`;
  return Identity.start({ issuer, clients, keys, log, ...(agents ? { agents } : {}) });
}
