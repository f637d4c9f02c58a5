import { Logger } from "@aws-lambda-powertools/logger";

const logger = new Logger({ serviceName: "heed" });

/** Logs something unexpected, once, at the edge where it ends. */
export function report(
  what: string,
  error: unknown,
  more: Readonly<Record<string, string | undefined>> = {},
): void {
  logger.appendKeys(more);
  logger.error(what, error instanceof Error ? error : new Error(String(error)));
  logger.resetKeys();
}
