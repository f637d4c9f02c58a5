/** A proposal that waits for a supervisor, as it is found again; the offer itself decides whether it still does. */
export interface ApprovalRow {
  readonly code: string;
  readonly conversation: string;
  /** Epoch ms. */
  readonly until: number;
}

/** What approvals need of the table beside offers, ledger and budgets. */
export interface ApprovalStore {
  /** Lowers what `key` reserved in `scope` to `amount`; never raises it, and does nothing to a key that reserved nothing. */
  lower(scope: string, key: string, amount: number): Promise<void>;
  listApproval(row: ApprovalRow): Promise<void>;
  unlistApproval(code: string): Promise<void>;
  /** In order of their codes, at most 100; perhaps some that wait no more. */
  listedApprovals(): Promise<readonly ApprovalRow[]>;
}
