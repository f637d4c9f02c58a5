import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * A client that gives up early: a lost packet must not take the whole of a function's time. Throttled and lost requests are tried three times; every write of the store
 * can be repeated. Region, credentials and endpoint come from the SDK's own environment.
 */
export function createDynamoClient(): DynamoDBClient {
  return new DynamoDBClient({
    retryMode: "standard",
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
}
