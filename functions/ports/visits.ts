import type { Customer } from "../contract/customer.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Connection, Owner } from "./connections.ts";

/** A compact record of one evaluation; opaque to the store. */
export type Why = Readonly<Record<string, unknown>>;

export interface VisitRecord {
  readonly visit?: Visit;
  /** As the shop signed her in, while the visit bears her mark. */
  readonly customer?: Customer;
  readonly why: readonly Why[];
  readonly connections: readonly Connection[];
}

export interface SignedIn {
  readonly key: string;
  readonly customer: Customer;
}

/** Visits and the connections of whoever has one. */
export interface VisitStore {
  /** One query: visit, why ring (oldest first) and live connections. */
  visitor(id: string, now: number): Promise<VisitRecord>;
  /** Writes `visit` (its version being the new one) and one why record, if the stored version is `visit.version - 1` (or none is stored and it is 1). One request. */
  saveVisit(visit: Visit, why: Why | undefined, expiresAt: number): Promise<"done" | "conflict">;
  /** Keeps who the visitor is beside the visit; undefined: nobody any more. It is told of a visit that bears the same customer's key, and of no other. */
  putCustomer(visitor: string, signedIn: SignedIn | undefined, expiresAt: number): Promise<void>;

  addConnection(connection: Connection): Promise<void>;
  removeConnection(owner: Owner, connection: string): Promise<void>;
  connections(owner: Owner, now: number): Promise<readonly Connection[]>;
}
