import type { Resource, Template } from "./assembly.ts";

export interface References {
  /** `<from> -> <to>` where no such resource or parameter exists. */
  readonly dangling: readonly string[];
  /** Resources that need each other before they can be made, or need one that does. */
  readonly circular: readonly string[];
}

/** Follows every reference between a template's resources. */
export function references(template: Template): References {
  const resources = Object.entries(template.Resources);
  const needs = new Map(resources.map(([id, resource]) => [id, needed(resource)]));
  const known = new Set([...needs.keys(), "BootstrapVersion"]);
  const dangling = [...needs].flatMap(([from, all]) =>
    [...all].filter((to) => !known.has(to)).map((to) => `${from} -> ${to}`),
  );
  let waiting = [...needs.keys()];
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    const blocked = new Set(waiting);
    waiting = waiting.filter((id) => [...(needs.get(id) ?? [])].some((to) => blocked.has(to)));
  }
  return { dangling, circular: waiting.sort() };
}

function needed({ Properties, DependsOn }: Resource): ReadonlySet<string> {
  const explicit = typeof DependsOn === "string" ? [DependsOn] : (DependsOn ?? []);
  const all = [...explicit, ...referenced(Properties)];
  return new Set(all.filter((id) => !id.startsWith("AWS::")));
}

/** Logical ids of everything a value refers to, pseudo parameters included. */
export function referenced(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(referenced);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref" && typeof inner === "string") return [inner];
    if (key === "Fn::GetAtt" && Array.isArray(inner)) return [String(inner[0])];
    if (key === "Fn::Sub" && typeof inner === "string") {
      return [...inner.matchAll(/\$\{([\w:]+)[^}]*\}/g)].map(([, id]) => String(id));
    }
    return referenced(inner);
  });
}
