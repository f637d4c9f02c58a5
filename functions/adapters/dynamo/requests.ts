/** The operations that the table needs. */
export type Operation =
  | "GetItem"
  | "BatchGetItem"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "Query";

/** An item in DynamoDB's own notation: each value under the name of its type. */
export type Attributes = Readonly<Record<string, object>>;

export interface Output {
  readonly Item?: Attributes;
  readonly Items?: readonly Attributes[];
  readonly Attributes?: Attributes;
  readonly LastEvaluatedKey?: Attributes;
  readonly Responses?: Readonly<Record<string, readonly Attributes[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, { readonly Keys?: readonly Attributes[] }>>;
}

/**
 * Makes one request of DynamoDB, in its own notation, and repeats it when it was throttled or lost. Rejects with an error whose `name` is DynamoDB's name of it, such as
 * `ConditionalCheckFailedException`.
 */
export type Requests = (operation: Operation, input: object) => Promise<Output>;
