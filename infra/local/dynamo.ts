import { isRecord } from "./template-error.ts";

/** A refusal by DynamoDB, named as the SDK names it. */
export class DynamoError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * Calls one operation of the local DynamoDB. The runner needs three of them, so it saves the time
 * that loading the SDK would take at every start.
 *
 * @param operation such as `CreateTable`
 * @throws DynamoError
 */
export async function callDynamo(
  endpoint: string,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      "x-amz-date": "20250101T000000Z",
      // Only the form of the signature is looked at.
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20250101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
    },
    body: JSON.stringify(input),
  });
  const output: unknown = await response.json();
  const body = isRecord(output) ? output : {};
  if (response.ok) return body;
  const type = String(body.__type ?? "")
    .split("#")
    .at(-1);
  throw new DynamoError(type ?? "", String(body.message ?? body.Message ?? response.status));
}

/** A plain value in DynamoDB's own notation; undefined fields are left out. */
export function toAttribute(value: unknown): Record<string, unknown> {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null) return { NULL: true };
  if (value instanceof Set) return { SS: [...value].map(String) };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (isRecord(value)) return { M: toItem(value) };
  throw new DynamoError("ValidationException", `A ${typeof value} can't be stored.`);
}

/** A plain object's fields in DynamoDB's own notation. */
export function toItem(plain: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(plain).filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [name, toAttribute(value)]));
}
