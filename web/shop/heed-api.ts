import { createHmac } from "node:crypto";

/** Why a code takes nothing off, in the shop's own terms. */
export type Refusal = "unknown" | "expired" | "used" | "refused" | "unavailable";

export interface Discount {
  readonly code: string;
  readonly percent: number;
  /** What comes off, in euros. */
  readonly amount: number;
}
export type DiscountAnswer =
  | ({ readonly ok: true } & Discount)
  | { readonly ok: false; readonly refusal: Refusal };

export interface DiscountRequest {
  readonly code: string;
  /** The order's number: the same order redeems a code once, however often it asks. */
  readonly order: string;
  readonly cart: { readonly value: number; readonly currency: string };
}

/** A purchase. Amounts before the discount, in euros. */
export interface Confirmation {
  readonly order: string;
  readonly value: number;
  readonly currency: string;
  readonly discount?: number;
  readonly code?: string;
  readonly visitor?: string;
}

/** The shop back end's side of Heed's offers and experiments. No call throws. */
export interface HeedApi {
  /** What the code would take off this cart now; redeems nothing. */
  check(request: DiscountRequest): Promise<DiscountAnswer>;
  /** Redeems the code for this order. */
  redeem(request: DiscountRequest): Promise<DiscountAnswer>;
  /** Says that somebody has bought, once per order however often it is said. @returns whether Heed has heard it */
  confirm(confirmation: Confirmation): Promise<boolean>;
}

const TIMEOUT_MS = 5000;
/** Tries of one call; the idempotency key makes a repeated redemption harmless. */
const TRIES = 2;

const BY_CODE: Readonly<Record<string, Refusal>> = {
  not_found: "unknown",
  gone: "expired",
  expired: "expired",
  revoked: "expired",
  conflict: "used",
  used: "used",
  redeemed: "used",
};
const BY_STATUS: Readonly<Record<number, Refusal>> = {
  404: "unknown",
  409: "used",
  410: "expired",
  400: "refused",
  403: "refused",
  422: "refused",
};

/**
 * Signs a request as Heed's HTTP API expects it: HMAC-SHA-256 over time and body.
 * @param seconds epoch seconds.
 */
export function sign(secret: string, seconds: number, body: string): string {
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}

/** @param status an HTTP status that isn't 2xx. */
export function refusalOf(status: number, body: unknown): Refusal {
  const code = (body as { code?: unknown } | undefined)?.code;
  const named = typeof code === "string" ? BY_CODE[code] : undefined;
  return named ?? BY_STATUS[status] ?? "unavailable";
}

function discountOf(body: unknown): Discount | undefined {
  const { code, percent, amount } = (body ?? {}) as Record<string, unknown>;
  if (typeof code !== "string" || typeof percent !== "number" || typeof amount !== "number")
    return undefined;
  return amount >= 0 && percent >= 0 ? { code, percent, amount } : undefined;
}

/**
 * @param apiUrl address of the stage's HTTP API; only its origin counts.
 * @param now epoch ms.
 */
export function createHeedApi(apiUrl: string, secret: string, now: () => number): HeedApi {
  const send = (path: string, request: { readonly order: string }): Promise<Response> => {
    const body = JSON.stringify(request);
    return fetch(new URL(path, apiUrl), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "heed-signature": sign(secret, Math.floor(now() / 1000), body),
        "idempotency-key": request.order,
      },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  };
  const post = async (path: string, request: DiscountRequest): Promise<DiscountAnswer> => {
    const response = await send(path, request);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.status >= 500) throw new Error(`Heed answered ${response.status}`);
    if (!response.ok) return { ok: false, refusal: refusalOf(response.status, answer) };
    const discount = discountOf(answer);
    return discount ? { ok: true, ...discount } : { ok: false, refusal: "unavailable" };
  };
  const attempt = async (path: string, request: DiscountRequest): Promise<DiscountAnswer> => {
    for (let left = TRIES; left > 0; left -= 1) {
      const answer = await post(path, request).catch(() => undefined);
      if (answer) return answer;
    }
    return { ok: false, refusal: "unavailable" };
  };
  return {
    check: (request) => attempt("/api/offers/check", request),
    redeem: (request) => attempt("/api/offers/redeem", request),
    async confirm(confirmation) {
      for (let left = TRIES; left > 0; left -= 1) {
        const response = await send("/api/orders", confirmation).catch(() => undefined);
        if (response && response.status < 500) return response.ok;
      }
      return false;
    },
  };
}
