import { ofType, type Properties } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";
import { TemplateError } from "../template-error.ts";

/** A Lambda function to run, as the template describes it. */
export interface FunctionSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** What logs and figures call it: the last words of its description, or its logical id. */
  readonly label: string;
  /** Key of the asset that holds its code. */
  readonly codeKey: string;
  /** `file.export`. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether Lambda's stop of endless queue → function chains is switched off. */
  readonly mayLoop: boolean;
}

/**
 * Reads the functions that the stage itself calls. Providers of custom resources belong to the
 * deployment and are left out.
 *
 * @throws TemplateError for a runtime that isn't Node.js
 */
export function readFunctions(template: ResolvedTemplate): FunctionSpec[] {
  const providers = new Set(
    Object.values(template.resources).map(({ Properties: each }) => each.ServiceToken),
  );
  return ofType(template, "AWS::Lambda::Function")
    .filter(({ id }) => !providers.has(template.attribute(id, "Arn")))
    .map((properties) => readFunction(properties, template));
}

function readFunction(properties: Properties, template: ResolvedTemplate): FunctionSpec {
  const runtime = properties.text("Runtime", "");
  if (!runtime.startsWith("nodejs")) {
    throw new TemplateError(`The local stage can't run ${properties.id}: runtime "${runtime}".`);
  }
  properties.refuse("Layers");
  const variables = properties.part("Environment").part("Variables");
  return {
    logicalId: properties.id,
    name: template.attribute(properties.id, "Ref"),
    arn: template.attribute(properties.id, "Arn"),
    label: properties.text("Description", properties.id).split(": ").at(-1) ?? properties.id,
    codeKey: properties.part("Code").text("S3Key"),
    handler: properties.text("Handler"),
    timeoutMs: properties.number("Timeout", 3) * 1000,
    memoryMb: properties.number("MemorySize", 128),
    environment: Object.fromEntries(
      Object.keys(variables.raw).map((key) => [key, variables.text(key)]),
    ),
    mayLoop: properties.text("RecursiveLoop", "Terminate") === "Allow",
  };
}
