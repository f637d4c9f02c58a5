import { type Browsing, features } from "../../functions/domain/trigger/score-features.ts";
import { NUMBER_COLUMNS, type Session, WORD_COLUMNS } from "./data.ts";

/** A way to turn a session into features. */
export type Design = (session: Session) => number[];

/** What Heed itself can see of a session of the set. */
export function browsing({ numbers, words }: Session): Browsing {
  return {
    goods: numbers.ProductRelated,
    help: numbers.Informational,
    other: numbers.Administrative,
    seconds:
      numbers.ProductRelated_Duration +
      numbers.Informational_Duration +
      numbers.Administrative_Duration,
    returning: words.VisitorType === "Returning_Visitor",
  };
}

/** The shipped model's features: the serving code's own function. */
export const served: Design = (session) => features(browsing(session));

/** Every column of the set: numbers as log(1 + x) beside themselves, words one-hot with the given values. */
export function everyColumn(sessions: readonly Session[], pageValues: boolean): Design {
  const numbers = NUMBER_COLUMNS.filter((column) => pageValues || column !== "PageValues");
  const values = WORD_COLUMNS.map((column) => ({
    column,
    values: [...new Set(sessions.map(({ words }) => words[column]))].sort().slice(1),
  }));
  return (session) => [
    ...numbers.flatMap((column) => [
      session.numbers[column],
      Math.log1p(session.numbers[column]),
      session.numbers[column] > 0 ? 1 : 0,
    ]),
    ...values.flatMap((each) =>
      each.values.map((value) => (session.words[each.column] === value ? 1 : 0)),
    ),
    ...served(session),
  ];
}
