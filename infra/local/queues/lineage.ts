/** Lambda ends a chain of queue → function → queue … when a function would run again after this. */
export const MAX_HOPS = 16;

const FIELD = /(?:^|;)Lineage=([^;]*)/;

/**
 * Counts one more run of a function in the chain of requests that a trace header stands for. The
 * count travels in the header itself, which the SDK passes on with every request it makes.
 *
 * @param trace X-Amzn-Trace-Id of the message that calls the function
 * @returns the header for the call, and how often the function has run in this chain, this call included
 */
export function descend(
  trace: string | undefined,
  functionName: string,
): { readonly trace: string; readonly hops: number } {
  const counts = new Map<string, number>();
  for (const part of FIELD.exec(trace ?? "")?.[1]?.split("|") ?? []) {
    const [name, count] = part.split(":");
    if (name) counts.set(name, Number(count) || 0);
  }
  const hops = (counts.get(functionName) ?? 0) + 1;
  counts.set(functionName, hops);
  const rest = (trace ?? "Root=1-local-queue").replace(FIELD, "");
  const lineage = [...counts].map(([name, count]) => `${name}:${count}`).join("|");
  return { trace: `${rest};Lineage=${lineage}`, hops };
}
