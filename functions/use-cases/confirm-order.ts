import type { OrderRequest } from "../contract/http-orders.ts";
import { failure, type Result } from "../contract/result.ts";
import {
  dayOf,
  exposuresBefore,
  type Mark,
  statsOf,
  WINDOW_DAYS,
} from "../domain/experiment/counts.ts";
import { armOf } from "../domain/experiment/exposures.ts";
import type { Order } from "../domain/experiment/order.ts";
import { purchased } from "../domain/visit/change.ts";
import { changeVisit } from "./change-visit.ts";
import type { Deps } from "./deps.ts";
import { noteQuiet } from "./quiet.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Chats of a visitor that are looked at. */
const RECENT_CHATS = 5;

/**
 * The shop's back end confirms a purchase: once per order, however often it asks. The visit knows of it, the experiments that the visitor was exposed to count
 * it (docs/adr/0010), and the event bus tells it with the visitor's arm. A request that stopped half way is finished by its repeat.
 * @returns `conflict` when the order was confirmed before with other figures, `not_found` for a code that isn't ours
 */
export async function confirmOrder(
  deps: Pick<Deps, "store" | "clock" | "bus" | "settings">,
  request: OrderRequest,
): Promise<Result<{ readonly order: string; readonly at: number }>> {
  const { store } = deps;
  const asked = await orderOf(deps, request);
  if (!asked) return failure("not_found", "no such code");
  if ((await store.createOrder(asked)) === "conflict") {
    return failure("conflict", "this order was confirmed before with other figures");
  }
  const order = (await store.order(asked.id)) ?? asked;
  if (!order.settled) {
    await follow(deps, order);
    await store.settleOrder(order.id);
  }
  return { ok: true, order: order.id, at: order.at };
}

async function orderOf(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { order: id, visitor, code, ...money }: OrderRequest,
): Promise<Order | undefined> {
  const offer = code === undefined ? undefined : await store.offer(code);
  if (code !== undefined && !offer) return undefined;
  const buyer = visitor ?? offer?.visitor;
  const { redemption } = offer ?? {};
  const discount = money.discount ?? (redemption?.order === id ? redemption.amount : undefined);
  return {
    ...money,
    id,
    at: clock(),
    ...(buyer !== undefined && { visitor: buyer }),
    ...(code !== undefined && { code }),
    ...(discount !== undefined && { discount }),
  };
}

/** What a confirmed order brings about; every step may be done again. */
async function follow(
  deps: Pick<Deps, "store" | "clock" | "bus" | "settings">,
  order: Order,
): Promise<void> {
  const { visitor, settled: _, ...told } = order;
  const counted = visitor === undefined ? [] : await countOrder(deps, visitor, order);
  if (visitor !== undefined) {
    await creditChat(deps, visitor, order);
    const bought = await changeVisit(deps, visitor, (visit) =>
      (visit.purchasedAt ?? 0) >= order.at ? visit : purchased(visit, order.at),
    );
    await noteQuiet(deps, bought, { kind: "purchased", at: order.at });
  }
  await deps.bus.publish({
    type: "order.confirmed",
    detail: {
      ...told,
      ...(visitor !== undefined && { visitor, arm: armOf(visitor, deps.settings.holdout) }),
      experiments: counted.map(({ experiment, arm }) => ({ experiment, arm })),
    },
  });
}

/** The order counts as what came of the visitor's last chat before it, within the experiments' window. */
async function creditChat(
  { store }: Pick<Deps, "store">,
  visitor: string,
  { id, at, value, discount = 0, currency }: Order,
): Promise<void> {
  const chats = await store.chats(visitor, RECENT_CHATS);
  const chat = chats.find(
    ({ startedAt }) => startedAt <= at && startedAt >= at - WINDOW_DAYS * DAY_MS,
  );
  if (chat) await store.creditChat(chat, { order: id, value: value - discount, currency });
}

/** Counts the order for each experiment that the visitor was exposed to before. @returns these exposures */
async function countOrder(
  { store }: Pick<Deps, "store">,
  visitor: string,
  order: Order,
): Promise<readonly Mark[]> {
  const since = dayOf(order.at - (WINDOW_DAYS + 1) * DAY_MS);
  const marks = exposuresBefore(await store.exposures(visitor, since), order.at);
  const counted = await Promise.all(
    marks.map(async (mark) => {
      if (!(await store.claimExposure(mark, order.id))) return [];
      if (!mark.paid) {
        const { day, experiment, arm, rule } = mark;
        const { currency } = order;
        const key = { day, experiment, arm, currency, ...(rule !== undefined && { rule }) };
        await store.addStats(key, visitor, statsOf(order));
        await store.settleExposure(mark, "paid");
      }
      return [mark];
    }),
  );
  return counted.flat();
}
