import * as v from "valibot";
import { type Failure, failure } from "./result.ts";

/**
 * Reads unknown input by a schema; never throws.
 * @returns the value, or `bad_payload` naming the first faulty path without repeating the input.
 */
export function decode<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
): { readonly ok: true; readonly value: v.InferOutput<S> } | Failure {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? "payload";
  return failure("bad_payload", `${path}: expected ${issue.expected ?? "another value"}`);
}
