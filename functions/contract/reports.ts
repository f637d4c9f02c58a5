import type { Resolution } from "./desk.ts";

/** What supervisors read in reports. Days: YYYY-MM-DD, UTC, both included. Money in the currency's main unit. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** How it came out: in its agent's words, or that nobody answered, or that the agent said nothing of it. */
export type PainOutcome = Resolution | "gave-up" | "not-said";

/** Chats of one day and language with the same cause of trouble and the same end. `UNKNOWN`: nobody said which. */
export interface PainRow {
  /** On which the chats began. */
  readonly day: string;
  readonly language: string;
  /** The rule that noticed it; "asked" when shoppers came by themselves. */
  readonly signal: string;
  readonly page: string;
  readonly reason: string;
  readonly outcome: PainOutcome;
  readonly currency: string;
  readonly chats: number;
  readonly cart: number;
  readonly orders: number;
  readonly bought: number;
  /** Mean of the survey's scores, 1 … 5; absent without any. */
  readonly score?: number;
  /** Of the survey, latest first. */
  readonly words: readonly string[];
}

/** In a row's word, where nobody said which. */
export const UNKNOWN = "-";

/** The answer of `GET /api/pain-points`. */
export interface PainReport extends Days {
  readonly rows: readonly PainRow[];
  /** There were more chats than one report reads; the oldest are missing. */
  readonly partial: boolean;
}

/** What became of those in a rule's moment. Each visitor counts once a day. */
export interface FunnelCounts {
  /** A rule would have invited her. */
  readonly eligible: number;
  readonly heldOut: number;
  readonly invited: number;
  /** Chats that began with the invitation and have ended. */
  readonly accepted: number;
  /** Of these, with an order within the experiment's window. */
  readonly bought: number;
}

export interface RuleFunnel extends FunnelCounts {
  readonly rule: string;
  readonly days: readonly (FunnelCounts & { readonly day: string })[];
}

/** The answer of `GET /api/funnel`. */
export interface FunnelReport extends Days {
  readonly rules: readonly RuleFunnel[];
  /** There were more chats than one report reads; the oldest are missing. */
  readonly partial: boolean;
}

/** An estimate with its 95 % confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** `treated`: would be invited and is; `held-out`: would be invited and sees nothing. */
export type Arm = "treated" | "held-out";

/** One arm. A visitor counts once per day of exposure. */
export interface ArmReport {
  readonly exposures: number;
  readonly orders: number;
  /** Orders per exposure; absent without exposures. */
  readonly conversion?: Interval;
}

/** Money of one currency. `perExposure` and `difference` count those who bought nothing as nothing. */
export interface MoneyReport {
  readonly currency: string;
  readonly total: Readonly<Record<Arm, number>>;
  readonly perExposure: Readonly<Record<Arm, number>>;
  /** Treated less held out; absent while an arm has fewer than two exposures. */
  readonly difference?: Interval;
}

/** Treated against held out. */
export interface ExperimentFigures {
  readonly experiment: string;
  readonly arms: Readonly<Record<Arm, ArmReport>>;
  /** Difference of the conversions, treated less held out; absent while an arm is empty. */
  readonly uplift?: Interval;
  /** Value net of discounts. */
  readonly value: readonly MoneyReport[];
  /** Margin net of discounts; only orders whose margin the shop told. */
  readonly margin: readonly MoneyReport[];
  /** Orders that are missing in `margin`, since the shop didn't tell theirs. */
  readonly ordersWithoutMargin: number;
}

/** The answer of `GET /api/experiment`. */
export type ExperimentReport = Days & ExperimentFigures;

export interface RoutedReport {
  readonly contacts: number;
  /** Means over all contacts or, of `languageMatch`, over those answered; absent without any. */
  readonly abandoned?: Interval;
  readonly answered20?: Interval;
  readonly languageMatch?: Interval;
  /** Mean wait of all contacts in seconds, those included who gave up. */
  readonly meanWait?: number;
}

/** The router beside the baseline that routes the control share. */
export interface RoutingFigures {
  readonly router: RoutedReport;
  readonly control: RoutedReport;
  /** Router less control. */
  readonly differences: Readonly<
    Partial<Record<"abandoned" | "answered20" | "languageMatch", Interval>>
  >;
}

/** The answer of `GET /api/routing`. */
export type RoutingReport = Days & RoutingFigures;
