import type { SignIn } from "../adapters/sign-in.ts";
import type { SiteConfig } from "../contract/http.ts";
import type { Deps } from "../use-cases/deps.ts";
import type { HttpAnswer, HttpEvent } from "./http-request.ts";

/** What the routes of the HTTP API are given. */
export interface HttpSite {
  readonly deps: Deps;
  readonly config: SiteConfig;
  readonly signIn: (token: string) => Promise<SignIn | undefined>;
  readonly signingSecret: () => Promise<string>;
  readonly shopSecret: () => Promise<string>;
}

/** @param path what stands in the place of each `{name}` of the route's path */
export type Route = (
  site: HttpSite,
  event: HttpEvent,
  path: Readonly<Record<string, string>>,
) => Promise<HttpAnswer>;
