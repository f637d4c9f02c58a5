import type { Session } from "./data.ts";
import type { Design } from "./designs.ts";
import { fitLogistic, predict } from "./logistic.ts";
import { auc, type Bin, brier, calibrationError, reliability } from "./measures.ts";

export interface Evaluation {
  readonly features: number;
  readonly auc: number;
  readonly brier: number;
  readonly calibrationError: number;
  readonly bins: readonly Bin[];
}

export const FOLDS = 5;
const GROUPS = 10;

/** Measures predictions of "bought" against what happened. */
export function measure(
  predicted: readonly number[],
  sessions: readonly Session[],
  width: number,
): Evaluation {
  const ys = sessions.map(({ bought }) => (bought ? 1 : 0));
  const bins = reliability(predicted, ys, GROUPS);
  return {
    features: width,
    auc: auc(predicted, ys),
    brier: brier(predicted, ys),
    calibrationError: calibrationError(bins),
    bins,
  };
}

/** Five-fold: every session is predicted by a model that has not seen it. Session i is in fold `order[i] % FOLDS` of a fixed shuffle. */
export function crossValidate(
  sessions: readonly Session[],
  design: Design,
  ridge: number,
): Evaluation {
  const xs = sessions.map(design);
  const ys = sessions.map(({ bought }) => (bought ? 1 : 0));
  const folds = shuffledFolds(sessions.length);
  const predicted = new Array<number>(sessions.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const train = folds.flatMap((f, i) => (f === fold ? [] : [i]));
    const model = fitLogistic(
      train.map((i) => xs[i] ?? []),
      train.map((i) => ys[i] ?? 0),
      ridge,
    );
    folds.forEach((f, i) => {
      if (f === fold) predicted[i] = predict(model, xs[i] ?? []);
    });
  }
  return measure(predicted, sessions, xs[0]?.length ?? 0);
}

function shuffledFolds(n: number): number[] {
  const folds = Array.from({ length: n }, (_, i) => i % FOLDS);
  let state = 20_250_101;
  for (let i = n - 1; i > 0; i -= 1) {
    // Park and Miller's minimal standard generator: the split is the same everywhere.
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    [folds[i], folds[j]] = [folds[j] ?? 0, folds[i] ?? 0];
  }
  return folds;
}
