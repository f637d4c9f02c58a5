import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccountRecovery, Mfa, OAuthScope, UserPool } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import type { Binding } from "./bind.ts";
import { excuse } from "./excuse.ts";
import type { Stage } from "./stages.ts";

/** A registered console: its client id, and what a function needs to verify its agents' tokens. */
export interface Registration {
  readonly clientId: string;
  readonly verify: Binding;
}

/** Who vouches for agents: a user pool of the stack's own, or the issuer the stage names. */
export class Identity extends Construct {
  readonly issuer: string;
  /** Origins the console talks to while an agent signs in. */
  readonly origins: readonly string[];
  /** The stack's own pool; absent when the stage names an issuer. */
  readonly pool?: UserPool;

  private readonly stage: Stage;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.stage = stage;
    if (stage.identity) {
      this.issuer = stage.identity.issuer;
      this.origins = [new URL(this.issuer).origin, ...(stage.identity.origins ?? [])];
      return;
    }
    this.pool = this.createPool();
    const { account, region } = Stack.of(this);
    const domain = this.pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: `heed-${stage.name}-${account}` },
    });
    this.issuer = this.pool.userPoolProviderUrl;
    this.origins = [
      `https://cognito-idp.${region}.amazonaws.com`,
      `https://${domain.domainName}.auth.${region}.amazoncognito.com`,
    ];
  }

  /**
   * Lets the console at this address sign agents in. In a pool it is a public client with
   * authorization code; Cognito asks such a client for no secret, so the code is bound by PKCE.
   */
  register(consoleUrl: string): Registration {
    const clientId =
      this.pool?.addClient("Console", {
        generateSecret: false,
        authFlows: {},
        oAuth: {
          flows: { authorizationCodeGrant: true },
          scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
          callbackUrls: [consoleUrl],
          logoutUrls: [consoleUrl],
        },
        preventUserExistenceErrors: true,
      }).userPoolClientId ?? this.stage.identity?.clientId;
    if (!clientId) throw new Error("A stage has either a pool or an issuer with a client.");
    return {
      clientId,
      verify: {
        variables: {
          HEED_ISSUER: this.issuer,
          HEED_JWKS: this.stage.identity?.jwks ?? `${this.issuer}/.well-known/jwks.json`,
          HEED_AUDIENCE: clientId,
        },
      },
    };
  }

  private createPool(): UserPool {
    const pool = new UserPool(this, "Agents", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: this.stage.retain,
      removalPolicy: this.stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    excuse(
      pool,
      "AwsSolutions-COG2",
      "Agents may turn on a second factor; a stage that must demand one names its own issuer.",
    );
    excuse(
      pool,
      "AwsSolutions-COG8",
      "The plus plan's price per agent buys risk scores that nobody here would look at; only an administrator creates users.",
    );
    return pool;
  }
}
