import { ofType } from "../properties.ts";
import type { ResolvedTemplate } from "../template.ts";

/** An application that agents sign in to. */
export interface ClientSpec {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly logoutUris: readonly string[];
  readonly scopes: readonly string[];
}

/** A user pool and its clients. */
export interface UserPoolSpec {
  readonly poolId: string;
  /** The issuer that tokens of the deployed pool would name. */
  readonly issuer: string;
  readonly clients: readonly ClientSpec[];
}

export function readUserPools(template: ResolvedTemplate): UserPoolSpec[] {
  return ofType(template, "AWS::Cognito::UserPool").map((pool) => {
    const poolId = template.attribute(pool.id, "Ref");
    return {
      poolId,
      issuer: template.attribute(pool.id, "ProviderURL"),
      clients: ofType(template, "AWS::Cognito::UserPoolClient")
        .filter((client) => client.text("UserPoolId") === poolId)
        .map((client) => ({
          clientId: template.attribute(client.id, "Ref"),
          redirectUris: client.texts("CallbackURLs"),
          logoutUris: client.texts("LogoutURLs"),
          scopes: client.texts("AllowedOAuthScopes"),
        })),
    };
  });
}
