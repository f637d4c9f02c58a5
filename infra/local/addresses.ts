import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/** Where the parts of a stage are on this machine, as origins without a trailing slash. */
export interface Origins {
  /** Site, HTTP API, sockets and identity: what browsers use. */
  readonly public: string;
  /** AWS services: what functions use. */
  readonly aws: string;
  /** Buckets of attached files, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Path below the public origin where the OpenID provider is. */
export const IDENTITY_PATH = "/idp";

/**
 * Makes a translator of deployed addresses to local ones, for environment variables, outputs and
 * headers: `https://d….cloudfront.net/x` becomes `http://localhost:4401/x`.
 */
export function localizer(plan: Plan, world: World, origins: Origins): (text: string) => string {
  const { region, suffix } = world;
  const host = (apiId: string) => `${apiId}.execute-api.${region}.${suffix}`;
  const sockets = origins.public.replace(/^http/, "ws");
  const book: (readonly [string, string])[] = [
    ...plan.sockets.flatMap(({ apiId }) => [
      [`wss://${host(apiId)}`, sockets] as const,
      [`https://${host(apiId)}`, origins.aws] as const,
    ]),
    ...plan.https.map(({ apiId }) => [`https://${host(apiId)}`, origins.public] as const),
    ...plan.distributions.map(({ domain }) => [`https://${domain}`, origins.public] as const),
    ...plan.pools.map(({ issuer }) => [issuer, `${origins.public}${IDENTITY_PATH}`] as const),
    ...plan.domains.map(
      (domain) => [`https://${domain}.auth.${region}.amazoncognito.com`, origins.public] as const,
    ),
    ...Object.entries(origins.files ?? {}).map(
      ([name, origin]) => [`https://${name}.s3.${region}.${suffix}`, origin] as const,
    ),
    [`https://cognito-idp.${region}.amazonaws.com`, origins.public],
    [`https://sqs.${region}.${suffix}`, origins.aws],
  ];
  return (text) => book.reduce((line, [from, to]) => line.replaceAll(from, to), text);
}
