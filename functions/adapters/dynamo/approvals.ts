import type { ApprovalRow, ApprovalStore } from "../../ports.ts";
import { APPROVALS_PK, approvalKey } from "./keys.ts";
import { MOST_APPROVALS } from "./rules.ts";
import type { Table } from "./table.ts";
import { ending } from "./ttl.ts";

/** A row nobody took away disappears some time after the proposal's end. */
const FORGOTTEN_MS = 60 * 60_000;

/** Proposals that wait for a supervisor: one small partition, since each waits for minutes. */
export function approvals(table: Table): Omit<ApprovalStore, "lower"> {
  return {
    async listApproval({ code, conversation, until }) {
      const { expiresAt } = ending(until + FORGOTTEN_MS);
      await table.put({ ...approvalKey(code), conversation, waitsUntil: until, expiresAt });
    },
    async unlistApproval(code) {
      await table.remove(approvalKey(code));
    },
    async listedApprovals() {
      const items = await table.query({ pk: APPROVALS_PK, limit: MOST_APPROVALS });
      return items.map(
        ({ sk, conversation, waitsUntil }): ApprovalRow => ({
          code: sk as string,
          conversation: conversation as string,
          until: waitsUntil as number,
        }),
      );
    },
  };
}
