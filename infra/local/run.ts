import { join } from "node:path";
import { IDENTITY_PATH, localizer } from "./addresses.ts";
import { AwsEndpoint } from "./aws/endpoint.ts";
import { Schedule } from "./bus/schedule.ts";
import { Closers } from "./closers.ts";
import { lockFolder } from "./folder-lock.ts";
import { Functions } from "./functions/functions.ts";
import {
  type Making,
  makeBuckets,
  makeBus,
  makeDistribution,
  makeHttpApis,
  makeQueues,
  makeSockets,
  startIdentity,
} from "./parts.ts";
import { readPlan } from "./plan.ts";
import { PublicServer } from "./public-server.ts";
import { readTemplate } from "./resolve.ts";
import { readSecrets, secretOperations } from "./secrets.ts";
import type { Stage, StageOptions } from "./stage.ts";
import { loadState, type State, saveState } from "./state.ts";
import { startTables } from "./tables.ts";
import { TemplateError } from "./template-error.ts";
import { newWorld } from "./world.ts";

export { FolderBusy, FolderUnusable } from "./folder-lock.ts";
export { PortTaken } from "./public-server.ts";
export type { Service, Stage, StageOptions } from "./stage.ts";
export { TemplateError } from "./template-error.ts";

/**
 * Runs a synthesized template on this machine.
 *
 * @throws TemplateError when the template asks for something unknown; nothing is started then
 * @throws PortTaken when the port is
 * @throws FolderBusy when another stage uses the data folder
 * @throws FolderUnusable when it can't be written
 */
export async function startStage(options: StageOptions): Promise<Stage> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: StageOptions, closers: Closers): Promise<Stage> {
  const { folder, times = {}, log = () => {} } = options;
  const world = newWorld(options.stack ?? "Heed-dev");
  const template = readTemplate(options.template, world);
  const functions = new Functions();
  const plan = readPlan(template, (spec) => functions.invokeOf(spec));

  const web = new PublicServer();
  const site = await web.listen(options.port ?? 0);
  closers.add(() => web.close());
  if (folder) closers.add(await lockFolder(folder));
  const tables = await startTables(plan.tables, folder && join(folder, "tables"));
  closers.add(() => tables.close());
  const aws = new AwsEndpoint();
  const awsOrigin = await aws.listen();
  closers.add(() => aws.close());
  const buckets = makeBuckets(plan, world, folder);
  const files: Record<string, string> = {};
  for (const [name, bucket] of buckets) {
    files[name] = await bucket.listen(options.port ? options.port + 1 : 0);
    closers.add(() => bucket.close());
  }
  const state = await loadState(folder);
  const secrets = readSecrets(template, state.secrets);
  const values = Object.fromEntries(secrets.map(({ logicalId, value }) => [logicalId, value]));
  const keep = (queues: State["queues"]) =>
    saveState(folder, { secrets: values, identity: state.identity, queues });
  await keep(state.queues);

  const localize = localizer(plan, world, { public: site, aws: awsOrigin, files });
  for (const bucket of buckets.values()) bucket.localize(localize, options.shops ?? []);
  const making: Making = { plan, world, functions, options, localize, log };
  closers.add(() => functions.close());
  const sockets = makeSockets(making);
  for (const api of sockets) {
    closers.add(() => api.close());
    aws.handler((path, request, response) => api.request(path, request, response));
  }
  const queues = makeQueues(making);
  closers.add(async () => {
    await queues.close();
    await keep(queues.snapshot());
  });
  const bus = makeBus(making);
  aws.operations({ ...queues.operations, ...bus.operations, ...secretOperations(secrets) });

  const apis = makeHttpApis(making);
  const distribution = makeDistribution(making, apis);
  const [identity] = await Promise.all([
    startIdentity(making, site, state.identity),
    functions.start(plan.functions, {
      world,
      folderOf: options.folderOf,
      localize,
      overrides: options.environment ?? {},
      log,
      endpoints: {
        AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
        AWS_ENDPOINT_URL_SQS: awsOrigin,
        AWS_ENDPOINT_URL_EVENTBRIDGE: awsOrigin,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: awsOrigin,
      },
    }),
  ]);
  web.serve({
    sockets,
    apis: [...apis.values()],
    ...(identity ? { identity } : {}),
    ...(distribution ? { distribution } : {}),
  });
  const schedule = new Schedule(bus, plan.rules, times.schedule ?? 1);
  closers.add(async () => schedule.close());
  queues.start(state.queues);

  const [socketApi] = sockets;
  const socketPath = socketApi ? `/${socketApi.stage}` : "";
  const [http] = apis.values();
  return {
    urls: {
      site,
      socket: socketApi && `${site.replace(/^http/, "ws")}${socketPath}`,
      issuer: identity && `${site}${IDENTITY_PATH}`,
    },
    outputs: Object.fromEntries(
      Object.entries(template.outputs).map(([name, value]) => [name, localize(String(value))]),
    ),
    secrets: values,
    stats: {
      sockets: socketApi?.stats,
      http: http?.stats,
      get functions() {
        return functions.stats;
      },
    },
    sockets: socketApi,
    queues,
    bus,
    endpoint: (service) => {
      if (service === "dynamodb") return tables.endpoint;
      return service === "apigatewaymanagementapi" ? `${awsOrigin}${socketPath}` : awsOrigin;
    },
    invoke: async (label, event) => {
      const spec = plan.functions.find((each) => [each.label, each.logicalId].includes(label));
      if (!spec) throw new TemplateError(`There is no function ${label}.`);
      return functions.invokeOf(spec)(event);
    },
    tick: () => schedule.tick(),
    settled: async () => {
      await Promise.all([queues.settled(), bus.settled()]);
    },
    seed: async (items, table) => {
      const found = plan.tables.find(({ name }) => !table || name === table);
      if (!found) throw new TemplateError(`There is no table ${table ?? ""}.`);
      return tables.seed(found, items);
    },
    close: () => closers.close(),
  };
}
