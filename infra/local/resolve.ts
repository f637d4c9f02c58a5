import { fold, type Scope } from "./intrinsics.ts";
import { checkKinds, KINDS } from "./kinds.ts";
import { parseTemplate, type ResolvedTemplate, resolveTemplate } from "./template.ts";
import { pseudoParameters, type World } from "./world.ts";

/**
 * Reads a synthesized template and evaluates it as if it were deployed to `world`.
 *
 * @param source parsed JSON of the template
 * @throws TemplateError when a type, function or attribute isn't known
 */
export function readTemplate(source: unknown, world: World): ResolvedTemplate {
  const template = parseTemplate(source);
  checkKinds(template);
  const pseudo = pseudoParameters(world);
  const attributes = (id: string, attribute: string): string | undefined => {
    const resource = template.Resources[id];
    const kind = resource && KINDS[resource.Type];
    if (!resource || !kind) return undefined;
    const scope: Scope = { template, pseudo, attributes };
    const property = (name: string) => {
      const value = fold(resource.Properties[name], scope, `${id}.${name}`);
      return typeof value === "string" ? value : undefined;
    };
    const naming = { world, id, property };
    return attribute === "Ref" ? kind.ref(naming) : kind.attributes[attribute]?.(naming);
  };
  return resolveTemplate(template, pseudo, attributes);
}
