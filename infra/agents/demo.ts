import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { agentId } from "../../functions/adapters/agent-id.ts";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";

type Profile = Pick<Agent, "name" | "role" | "languages" | "skills">;

const ALL_TOPICS = { product: 4, delivery: 4, payment: 3, error: 3, returns: 4 } as const;

/** Who works at the demo shop. */
const PROFILES: readonly Profile[] = [
  { name: "Aino", role: "agent", languages: { fi: 5, en: 4, sv: 4 }, skills: ALL_TOPICS },
  {
    name: "Tanel",
    role: "agent",
    languages: { et: 5, ru: 4, en: 4 },
    skills: { ...ALL_TOPICS, payment: 5 },
  },
  {
    name: "Olga",
    role: "agent",
    languages: { ru: 5, en: 4 },
    skills: { ...ALL_TOPICS, error: 5 },
  },
  { name: "Sam", role: "agent", languages: { en: 5, de: 4 }, skills: ALL_TOPICS },
  { name: "Maria", role: "supervisor", languages: { en: 4, fi: 4 }, skills: ALL_TOPICS },
  { name: "Ada", role: "admin", languages: { en: 4 }, skills: ALL_TOPICS },
];

/** Chats at once. */
const CAPACITY = 3;

/**
 * Gives the demo agents their profiles on a local stage, unless they have them.
 * @param endpoint of the stage's table service
 */
export async function addDemoAgents(endpoint: string, table: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const store = createDynamoStore({ client, table });
  for (const profile of PROFILES) {
    const email = `${profile.name.toLowerCase()}@heed.local`;
    await store.createAgent(
      newAgent({ ...profile, id: agentId(email), email, capacity: CAPACITY }),
    );
  }
  client.destroy();
}
