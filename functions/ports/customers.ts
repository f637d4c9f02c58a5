import type { QuietMark } from "../domain/visit/quiet.ts";

/** What is known of a customer, by her key, whichever visitor she is. */
export interface CustomerStore {
  /** Again, or later than a newer one of its kind, it changes nothing. Forgotten when it can matter no more. */
  addQuiet(customer: string, mark: QuietMark): Promise<void>;
  /** What still counts at `now`. */
  quiet(customer: string, now: number): Promise<readonly QuietMark[]>;
  forgetQuiet(customer: string): Promise<void>;
}
