/** What differs between the stages of Heed, as data. Opening hours, time zone and holdout are what holds where no admin has set them (docs/adr/0014). */

/** An OpenID provider of the operator's own, used instead of the stack's user pool. */
export interface ExternalIssuer {
  /** Issuer URL exactly as it stands in the tokens' `iss` claim, without a trailing slash. */
  readonly issuer: string;
  /** Client id registered there for the console (public client, authorization code + PKCE). */
  readonly clientId: string;
  /** Where the signing keys are, when not at `<issuer>/.well-known/jwks.json`. */
  readonly jwks?: string;
  /** Other origins the console talks to while signing in, such as a token endpoint's host. */
  readonly origins?: readonly string[];
}

export interface Stage {
  readonly name: StageName;
  /** Shops whose pages may connect: exact origins, scheme and port included. */
  readonly origins: readonly string[];
  /** ISO 639-1 codes of the languages the shop serves; the detector's data is cut to them. */
  readonly languages: readonly string[];
  /** How long logs are kept, in days; one of the periods CloudWatch offers. */
  readonly logDays: 7 | 30 | 90 | 365;
  /** Caps, quiet pages, opening hours and time zone where they differ from the shipped ones, as functions/contract/rules-settings.ts describes them. */
  readonly trigger?: Readonly<Record<string, unknown>>;
  /** Whether agents may have texts translated (Amazon Translate, billed by the character), and take chats in a language nobody free speaks. */
  readonly translation?: true;
  /** Whether agents see what a shopper is writing before it is sent; the chat's privacy text says so. */
  readonly sneakPeek?: true;
  /** How long conversations are kept after their last message, in days. */
  readonly conversationDays: number;
  /** Whether data outlives the stack and is protected against deletion. */
  readonly retain: boolean;
  /** Ceiling for both APIs, in requests per second and in one burst. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** Share of visitors who see no invitation, so that the others can be compared with them; 0…1. */
  readonly holdout: number;
  /** Whether the stage has CloudWatch alarms; each costs something every month. */
  readonly alarms: boolean;
  /** Whether the stage has a CloudWatch dashboard (the fourth in an account costs money). */
  readonly dashboard: boolean;
  /** Who is told when an alarm goes off; nobody but who looks at CloudWatch, when absent. */
  readonly alarmEmail?: string;
  /** The agents' OpenID provider; absent, the stack has a user pool of its own. */
  readonly identity?: ExternalIssuer;
}

export const stageNames = ["dev", "staging", "prod"] as const;
export type StageName = (typeof stageNames)[number];

const languages = ["en", "fi", "sv", "et", "ru", "de", "lv", "lt"];

export const stages: Readonly<Record<StageName, Stage>> = {
  dev: {
    name: "dev",
    origins: ["http://localhost:3000"],
    languages,
    logDays: 7,
    conversationDays: 30,
    retain: false,
    // Who tries Heed out must see it; there is nothing to compare in a stage without customers.
    holdout: 0,
    throttle: { rate: 100, burst: 200 },
    alarms: false,
    dashboard: false,
  },
  staging: {
    name: "staging",
    origins: ["https://staging.shop.example"],
    languages,
    logDays: 30,
    conversationDays: 30,
    retain: false,
    holdout: 0.1,
    throttle: { rate: 500, burst: 1000 },
    alarms: true,
    dashboard: true,
  },
  prod: {
    name: "prod",
    origins: ["https://shop.example", "https://www.shop.example"],
    languages,
    logDays: 90,
    conversationDays: 400,
    retain: true,
    holdout: 0.1,
    throttle: { rate: 2000, burst: 4000 },
    alarms: true,
    dashboard: true,
  },
};

export type StageResult =
  | { readonly ok: true; readonly stage: Stage }
  | { readonly ok: false; readonly code: "unknown-stage"; readonly message: string };

/**
 * Finds a stage by its name.
 *
 * @param name what the caller gave: a context value or an argument, of any type
 * @returns the stage, or `unknown-stage` with a message that names the known ones
 */
export function stageNamed(name: unknown): StageResult {
  const known = stageNames.find((each) => each === name);
  if (known) return { ok: true, stage: stages[known] };
  const given = name === undefined || name === "" ? "No stage given" : `Unknown stage "${name}"`;
  return {
    ok: false,
    code: "unknown-stage",
    message: `${given}. Known stages: ${stageNames.join(", ")}.`,
  };
}
