import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Bus } from "../ports.ts";

/** Events on the stage's bus, under the source "heed". A bus that fails is reported, and costs no shopper her chat. */
export function createBus(
  client: EventBridgeClient,
  name: string,
  onError: (error: unknown) => void,
): Bus {
  return {
    async publish({ type, detail }) {
      try {
        const answer = await client.send(
          new PutEventsCommand({
            Entries: [
              {
                EventBusName: name,
                Source: "heed",
                DetailType: type,
                Detail: JSON.stringify(detail),
              },
            ],
          }),
        );
        if (answer.FailedEntryCount) onError(new Error(answer.Entries?.[0]?.ErrorMessage ?? type));
      } catch (error) {
        onError(error);
      }
    },
  };
}
