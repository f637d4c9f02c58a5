import type { EventBus } from "./bus/event-bus.ts";
import type { DemoAgent } from "./demo-agents.ts";
import type { FunctionStats } from "./functions/function-stats.ts";
import type { Override } from "./functions/functions.ts";
import type { GatewayLimits } from "./gateway/limits.ts";
import type { GatewayStats } from "./gateway/stats.ts";
import type { HttpStats } from "./http/http-api.ts";
import type { Queues } from "./queues/queues.ts";
import type { PlainItem } from "./tables.ts";
import type { WebSocketApi } from "./websocket-api.ts";

export interface StageOptions {
  /** The template as parsed JSON. */
  readonly template: unknown;
  /** Folder of an asset, by the key that the template names it by. */
  readonly folderOf: (assetKey: string) => string;
  readonly stack?: string;
  /** Where to keep data between runs; absent, everything is kept in memory and forgotten. */
  readonly folder?: string;
  /** Port for browsers, files being on the next one; 0 or absent picks free ones. */
  readonly port?: number;
  /** Origins of shops that the template doesn't name; their pages may upload, too. */
  readonly shops?: readonly string[];
  /** Environment variables of functions to replace, where the template sets them. */
  readonly environment?: Readonly<Record<string, Override>>;
  readonly limits?: Partial<GatewayLimits>;
  /** Factors on waiting times, 1 by default; a schedule of 0 only fires on `tick`. */
  readonly times?: {
    readonly delays?: number;
    readonly visibility?: number;
    readonly schedule?: number;
  };
  /** Holds WebSocket invocations back by a seeded random time. */
  readonly jitter?: { readonly seed: number; readonly maxMs: number };
  readonly agents?: readonly DemoAgent[];
  /** Told what functions print and what goes wrong; absent, nobody is. */
  readonly log?: (line: string) => void;
}

/** The services that functions and tests can reach with an SDK client. */
export type Service =
  | "dynamodb"
  | "sqs"
  | "eventbridge"
  | "secretsmanager"
  | "apigatewaymanagementapi";

export interface StageStats {
  readonly sockets: GatewayStats | undefined;
  readonly http: HttpStats | undefined;
  readonly functions: Readonly<Record<string, FunctionStats>>;
}

/** A running stage. */
export interface Stage {
  readonly urls: {
    /** Origin of site, HTTP API and identity. */
    readonly site: string;
    /** Where sockets connect, stage name included; undefined without a WebSocket API. */
    readonly socket: string | undefined;
    readonly issuer: string | undefined;
  };
  /** The template's outputs, with local addresses. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Values of the generated secrets, by logical id. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly stats: StageStats;
  readonly sockets: WebSocketApi | undefined;
  readonly queues: Queues;
  readonly bus: EventBus;
  /** Endpoint to give an SDK client; any credentials will do. */
  endpoint(service: Service): string;
  /** Calls a function by its label, such as `timer`. */
  invoke(label: string, event: object): Promise<unknown>;
  /** Fires every scheduled rule now; resolves when the functions have answered. */
  tick(): Promise<void>;
  /** Resolves when no queue, rule or bus has a function at work. */
  settled(): Promise<void>;
  /**
   * Puts items into a table unless an item with the same key is there already.
   *
   * @param table its name; the template's only table when absent
   * @returns how many were put
   */
  seed(items: readonly PlainItem[], table?: string): Promise<number>;
  /** Stops everything; what must survive has been written when it resolves. */
  close(): Promise<void>;
}
