import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";

/** Where the agents' sign-ins are kept. */
export interface Directory {
  /** Lets somebody sign in; `kept` when they could before. */
  admit(email: string, name: string): Promise<"invited" | "kept">;
  /** Ends it; says nothing when they couldn't. */
  expel(email: string): Promise<void>;
}

/** The stack's own user pool. Whoever is admitted gets a mail with a first password. */
export function poolDirectory(client: CognitoIdentityProviderClient, poolId: string): Directory {
  const user = (email: string) => ({ UserPoolId: poolId, Username: email });
  return {
    async admit(email, name) {
      const UserAttributes = [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
        { Name: "name", Value: name },
      ];
      try {
        await client.send(
          new AdminCreateUserCommand({
            ...user(email),
            UserAttributes,
            DesiredDeliveryMediums: ["EMAIL"],
          }),
        );
        return "invited";
      } catch (error) {
        if (error instanceof UsernameExistsException) return "kept";
        throw error;
      }
    },
    async expel(email) {
      try {
        await client.send(new AdminDeleteUserCommand(user(email)));
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
      }
    },
  };
}

/** An issuer outside: whoever runs it decides who may sign in. */
export const outsideDirectory: Directory = {
  admit: async () => "kept",
  expel: async () => undefined,
};
