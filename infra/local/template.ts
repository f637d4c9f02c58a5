import { evaluateCondition, fold, type Scope } from "./intrinsics.ts";
import { isRecord, TemplateError } from "./template-error.ts";

/** One resource of a CloudFormation template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

/** The parts of a CloudFormation template that the runner reads. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Value: unknown; readonly Condition?: string }>
  >;
  readonly Parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Mappings: Readonly<Record<string, unknown>>;
}

/** What `Ref` and `Fn::GetAtt` of a resource are; undefined when it has no such attribute. */
export type Attributes = (logicalId: string, attribute: string) => string | undefined;

/**
 * Reads a synthesized template.
 *
 * @param source parsed JSON
 * @throws TemplateError when it isn't one
 */
export function parseTemplate(source: unknown): Template {
  if (!isRecord(source) || !isRecord(source.Resources)) {
    throw new TemplateError("This is no CloudFormation template: it has no Resources.");
  }
  const resources: Record<string, Resource> = {};
  for (const [id, value] of Object.entries(source.Resources)) {
    if (!isRecord(value) || typeof value.Type !== "string") {
      throw new TemplateError(`Resource ${id} has no Type.`);
    }
    resources[id] = {
      Type: value.Type,
      Properties: isRecord(value.Properties) ? value.Properties : {},
      ...(typeof value.Condition === "string" ? { Condition: value.Condition } : {}),
    };
  }
  const section = (name: string) => (isRecord(source[name]) ? source[name] : {});
  return {
    Resources: resources,
    Outputs: section("Outputs") as Template["Outputs"],
    Parameters: section("Parameters") as Template["Parameters"],
    Conditions: section("Conditions"),
    Mappings: section("Mappings"),
  };
}

/** A template with its intrinsic functions evaluated. */
export interface ResolvedTemplate {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` of a resource gives, or `Ref`; throws TemplateError if it has none. */
  attribute(logicalId: string, name: string): string;
}

/**
 * Evaluates every intrinsic function, and drops resources and outputs whose condition is false.
 *
 * @param pseudo values of `AWS::Region` and the like
 * @param attributes what `Ref` and `Fn::GetAtt` of a resource give
 * @throws TemplateError naming the place of whatever can't be evaluated
 */
export function resolveTemplate(
  template: Template,
  pseudo: Readonly<Record<string, string>>,
  attributes: Attributes,
): ResolvedTemplate {
  const scope: Scope = { template, pseudo, attributes };
  const active = <T extends { readonly Condition?: string }>(part: Readonly<Record<string, T>>) =>
    Object.entries(part).filter(
      ([id, { Condition }]) => !Condition || evaluateCondition(Condition, scope, id),
    );
  const resources = active(template.Resources).map(([id, resource]) => {
    const properties = fold(resource.Properties, scope, id) as Resource["Properties"];
    return [id, { ...resource, Properties: properties }] as const;
  });
  const outputs = active(template.Outputs).map(
    ([name, output]) => [name, fold(output.Value, scope, `Outputs.${name}`)] as const,
  );
  return {
    resources: Object.fromEntries(resources),
    outputs: Object.fromEntries(outputs),
    attribute: (id, name) => {
      const value = attributes(id, name);
      if (value === undefined) throw new TemplateError(`${id} has no attribute ${name} here.`);
      return value;
    },
  };
}
