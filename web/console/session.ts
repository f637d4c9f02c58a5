import { ResponseBodyError } from "oauth4webapi";
import type { SiteConfig } from "../../functions/contract/http.ts";
import { forgetSignIn, renewSignIn, type SignedIn, signOut } from "./sign-in.ts";
import { Refused } from "./ticket.ts";

/** An ID token is renewed this long before it ends, ms. */
const MARGIN = 5 * 60_000;
const CHANNEL = "heed-console";
const SIGNED_OUT = "signed-out";

/** A sign-in that renews itself and ends in all tabs of the browser at once. */
export class Session {
  readonly #config: SiteConfig;
  readonly #channel: BroadcastChannel;
  #signedIn: SignedIn;
  #renewing: Promise<SignedIn> | undefined;

  /** @param ended the agent has signed out in another tab */
  constructor(config: SiteConfig, signedIn: SignedIn, ended: () => void) {
    this.#config = config;
    this.#signedIn = signedIn;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = ({ data }) => {
      if (data !== SIGNED_OUT) return;
      forgetSignIn();
      ended();
    };
  }

  /** An ID token with some life in it. @throws Refused when the provider renews no more; anything else is worth another try */
  async idToken(): Promise<string> {
    const { idToken, expiresAt, refreshToken } = this.#signedIn;
    const left = expiresAt - Date.now();
    if (left > MARGIN || (!refreshToken && left > 0)) return idToken;
    if (!refreshToken) throw new Refused("unauthorised", "Your sign-in has ended. Sign in again.");
    try {
      this.#renewing ??= renewSignIn(this.#config, refreshToken);
      this.#signedIn = await this.#renewing;
      return this.#signedIn.idToken;
    } catch (error) {
      if (left > 0) return idToken;
      if (!(error instanceof ResponseBodyError)) throw error;
      forgetSignIn();
      throw new Refused("unauthorised", "Your sign-in has ended. Sign in again.");
    } finally {
      this.#renewing = undefined;
    }
  }

  /** To be called now and then: renews ahead of time, so that a reconnection need not wait for it. */
  async keep(): Promise<void> {
    await this.idToken().catch(() => undefined);
  }

  /** Ends it here, in every other tab and at the provider. */
  async signOut(): Promise<void> {
    this.#channel.postMessage(SIGNED_OUT);
    await signOut(this.#config, this.#signedIn);
  }
}
