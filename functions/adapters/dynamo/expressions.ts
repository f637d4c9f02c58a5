/**
 * A condition in DynamoDB's own expression language. Every attribute is written `#name` and means the attribute `name`, unless `names` says which one it means; every
 * value is written `:name` and stands in `values`.
 */
export interface Condition {
  readonly when?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** An update: assignments of a SET clause and attributes of a REMOVE clause. */
export interface Update extends Condition {
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
}

interface Expressions {
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** The parts of a request that express a condition or an update. */
export function expressions(update: Update): Expressions {
  const clauses = [clause("SET", update.set), clause("REMOVE", update.remove)].filter(Boolean);
  const text = [...clauses, update.when ?? ""].join(" ");
  const names = Object.fromEntries(
    (text.match(/#\w+/g) ?? []).map((name) => [
      name,
      update.names?.[name.slice(1)] ?? name.slice(1),
    ]),
  );
  const values = Object.fromEntries(
    (text.match(/:\w+/g) ?? []).map((value) => [value, update.values?.[value.slice(1)]]),
  );
  return {
    ...(clauses.length > 0 && { UpdateExpression: clauses.join(" ") }),
    ...(update.when !== undefined && { ConditionExpression: update.when }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

function clause(word: "SET" | "REMOVE", parts: readonly string[] = []): string {
  return parts.length > 0 ? `${word} ${parts.join(", ")}` : "";
}
