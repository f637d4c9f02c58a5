import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Most requests end within ten milliseconds. */
const PATIENCE_MS = 3000;

/**
 * A client that gives up early: a lost packet must not take the whole of a function's time. Throttled and lost requests are tried three times; every write of the store
 * can be repeated. Region, credentials and endpoint come from the SDK's own environment.
 * @param patienceMs how long one attempt may take
 */
export function createDynamoClient(patienceMs = PATIENCE_MS): DynamoDBClient {
  return new DynamoDBClient({
    retryMode: "standard",
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: Math.min(1000, patienceMs),
      requestTimeout: patienceMs,
      throwOnRequestTimeout: true,
    },
  });
}
