import { createHash, randomBytes } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { agentId } from "../../../functions/adapters/agent-id.ts";
import { createDynamoStore } from "../../../functions/adapters/dynamo/index.ts";
import type { Role } from "../../../functions/domain/routing/agent.ts";
import type { Stage } from "../../../infra/local/stage.ts";

/** Signs a demo agent in through the provider's own pages, as the console does. @returns the ID token */
export async function signIn(stage: Stage, name: string): Promise<string> {
  const cookies = new Map<string, string>();
  const go = async (target: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join("; ");
    const url = new URL(target, stage.urls.site);
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(key, value);
    }
    return response.headers.get("location") ?? "";
  };
  const verifier = randomBytes(32).toString("base64url");
  const client = {
    client_id: stage.outputs.ClientId ?? "",
    redirect_uri: `${stage.urls.site}/console/`,
  };
  const query = new URLSearchParams({
    ...client,
    response_type: "code",
    scope: "openid email profile",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const page = await go(`${stage.urls.issuer}/auth?${query}`);
  const chosen = await go(page, {
    method: "POST",
    body: new URLSearchParams({ agent: `demo-${name}` }),
  });
  const code = new URL(await go(chosen)).searchParams.get("code") ?? "";
  const answer = await fetch(`${stage.urls.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      ...client,
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
    }),
  });
  return ((await answer.json()) as { id_token: string }).id_token;
}

/** Gives a demo agent another role, as `npm run agents -- add` does. */
export async function setRole(stage: Stage, name: string, role: Role): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: stage.endpoint("dynamodb"),
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const store = createDynamoStore({ client, table: stage.outputs.TableName ?? "" });
  const agent = await store.agent(agentId(`${name}@heed.local`));
  if (!agent) throw new Error(`no agent ${name}`);
  await store.saveAgent({ ...agent, role, version: agent.version + 1 });
  client.destroy();
}
