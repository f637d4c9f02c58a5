import { randomInt } from "node:crypto";
import { AwsError, type JsonOperations } from "./aws/json-service.ts";
import { ofType, type Properties } from "./properties.ts";
import type { ResolvedTemplate } from "./template.ts";
import { isRecord } from "./template-error.ts";

/** A secret and its value. */
export interface LocalSecret {
  readonly logicalId: string;
  readonly arn: string;
  readonly value: string;
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/**
 * Gives every secret of the template a value: the kept one, or a new one.
 *
 * @param kept values by logical id from an earlier run
 */
export function readSecrets(
  template: ResolvedTemplate,
  kept: Readonly<Record<string, string>>,
): LocalSecret[] {
  return ofType(template, "AWS::SecretsManager::Secret").map((secret) => ({
    logicalId: secret.id,
    arn: template.attribute(secret.id, "Ref"),
    value: kept[secret.id] ?? newValue(secret),
  }));
}

/** `GetSecretValue`, by ARN. */
export function secretOperations(secrets: readonly LocalSecret[]): JsonOperations {
  const byArn = new Map(secrets.map((secret) => [secret.arn, secret]));
  return {
    "secretsmanager.GetSecretValue": ({ input }) => {
      const secret = byArn.get(String(input.SecretId));
      if (!secret) {
        throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the secret.");
      }
      return {
        ARN: secret.arn,
        Name: secret.logicalId,
        SecretString: secret.value,
        VersionId: "local",
        VersionStages: ["AWSCURRENT"],
      };
    },
  };
}

function newValue(secret: Properties): string {
  if (secret.has("SecretString")) return secret.text("SecretString");
  const how = secret.part("GenerateSecretString");
  const alphabet = [
    how.flag("ExcludeUppercase") ? "" : UPPER,
    how.flag("ExcludeLowercase") ? "" : UPPER.toLowerCase(),
    how.flag("ExcludeNumbers") ? "" : DIGITS,
    how.flag("ExcludePunctuation") ? "" : PUNCTUATION,
  ].join("");
  const excluded = how.text("ExcludeCharacters", "");
  const usable = [...alphabet].filter((character) => !excluded.includes(character));
  const length = how.number("PasswordLength", 32);
  const value = Array.from({ length }, () => usable[randomInt(usable.length)] ?? "").join("");
  if (!how.has("GenerateStringKey")) return value;
  const template: unknown = JSON.parse(how.text("SecretStringTemplate", "{}"));
  return JSON.stringify({
    ...(isRecord(template) ? template : {}),
    [how.text("GenerateStringKey")]: value,
  });
}
