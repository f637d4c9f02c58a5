import type { Fault, HttpFailure } from "../../http.ts";

/** Reads a text as JSON. @returns the value, or where it stops being JSON, in words */
export function parsed(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: `This is not JSON: ${why}` };
  }
}

/**
 * Every fault that the server found, with its path as the editor shows it.
 * @param index the place of the one rule that is edited; its own paths begin below it
 */
export function faultsOf({ message, faults }: HttpFailure, index?: number): readonly Fault[] {
  const all = faults ?? [split(message)];
  if (index === undefined) return all;
  const own = new RegExp(`^(?:rules\\.)?${index}(?:\\.|$)`);
  return all.map(({ path, message: words }) => ({ path: path.replace(own, ""), message: words }));
}

/** The wire says "path: what is wrong" where it knows one fault only. */
function split(message: string): Fault {
  const [, path = "", words = message] = /^([\w.-]+): (.+)$/s.exec(message) ?? [];
  return { path, message: words };
}
