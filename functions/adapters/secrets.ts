import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** Reads a secret once and keeps it as long as this function instance lives; a failed read is tried again by the next caller. */
export function secret(client: SecretsManagerClient, arn: string): () => Promise<string> {
  let value: Promise<string> | undefined;
  async function fetchValue(): Promise<string> {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!answer.SecretString) throw new Error("a secret of the stage is empty");
    return answer.SecretString;
  }
  return () => {
    value ??= fetchValue().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
