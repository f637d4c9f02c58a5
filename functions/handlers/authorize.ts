import { composeAuthorizer } from "./compose-authorizer.ts";
import { decideConnection } from "./decide-connection.ts";

interface AuthorizerEvent {
  readonly methodArn: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly requestContext: { readonly connectionId: string };
}

const { settings, secret, greet, clock, ids } = composeAuthorizer(process.env);

/** Lambda authorizer of `$connect`. A stock client is sent the open packet by a queued greeter, because nothing can be posted before `$connect` has returned. */
export async function handler(event: AuthorizerEvent) {
  const headers = Object.entries(event.headers ?? {});
  const origin = headers.find(([name]) => name.toLowerCase() === "origin")?.[1];
  const context = decideConnection(
    { query: event.queryStringParameters ?? {}, origin },
    { origins: settings.origins, secret: await secret(), now: clock(), newId: ids.next },
  );
  if (context?.opening === "stock") await greet(event.requestContext.connectionId);
  return {
    principalId: context && "id" in context ? context.id : "nobody",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Action: "execute-api:Invoke",
          Effect: context ? "Allow" : "Deny",
          Resource: event.methodArn,
        },
      ],
    },
    ...(context && { context }),
  };
}
