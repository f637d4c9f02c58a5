import { type RuleSpec, readBuses, readRules } from "./bus/spec.ts";
import { type FileBucketSpec, readFileBuckets } from "./files/spec.ts";
import { type FunctionSpec, readFunctions } from "./functions/spec.ts";
import type { LambdaInvoke } from "./gateway/lambda.ts";
import { type InvokeByArn, readSocketApis, type SocketApiSpec } from "./gateway/spec.ts";
import { type HttpApiSpec, readHttpApis } from "./http/spec.ts";
import { readUserPools, type UserPoolSpec } from "./identity/spec.ts";
import { ofType } from "./properties.ts";
import { type MappingSpec, type QueueSpec, readMappings, readQueues } from "./queues/spec.ts";
import {
  type DistributionSpec,
  readDistributions,
  readUploads,
  type UploadSpec,
} from "./site/spec.ts";
import { readTables, type TableSpec } from "./tables.ts";
import type { ResolvedTemplate } from "./template.ts";
import { TemplateError } from "./template-error.ts";

/** Everything that a template asks this machine to run. */
export interface Plan {
  readonly functions: readonly FunctionSpec[];
  readonly tables: readonly TableSpec[];
  readonly sockets: readonly SocketApiSpec[];
  readonly https: readonly HttpApiSpec[];
  readonly queues: readonly QueueSpec[];
  readonly mappings: readonly MappingSpec[];
  readonly rules: readonly RuleSpec[];
  readonly buses: readonly string[];
  readonly files: readonly FileBucketSpec[];
  readonly uploads: readonly UploadSpec[];
  readonly distributions: readonly DistributionSpec[];
  readonly pools: readonly UserPoolSpec[];
  /** Domain prefixes of user pools. */
  readonly domains: readonly string[];
}

/**
 * Reads what a template asks for, before anything is started.
 *
 * @param invoke calls a function of the template, by ARN or name
 * @throws TemplateError naming whatever the local stage can't honour
 */
export function readPlan(
  template: ResolvedTemplate,
  invoke: (spec: FunctionSpec) => LambdaInvoke,
): Plan {
  const functions = readFunctions(template);
  const byArn: InvokeByArn = (arn) => {
    const found = functions.find((each) => each.arn === arn || each.name === arn);
    if (!found) throw new TemplateError(`There is no function ${arn} in the template.`);
    return invoke(found);
  };
  const mappings = readMappings(template);
  const rules = readRules(template);
  const uploads = readUploads(template);
  for (const { functionName } of mappings) byArn(functionName);
  for (const { functionArn } of rules.flatMap(({ targets }) => targets)) byArn(functionArn);
  return {
    functions,
    mappings,
    rules,
    tables: readTables(template),
    sockets: readSocketApis(template, byArn),
    https: readHttpApis(template, byArn),
    queues: readQueues(template),
    buses: readBuses(template),
    uploads,
    files: readFileBuckets(template, new Set(uploads.map(({ bucket }) => bucket))),
    distributions: readDistributions(template),
    pools: readUserPools(template),
    domains: ofType(template, "AWS::Cognito::UserPoolDomain").map((each) => each.text("Domain")),
  };
}
