import type { DocumentValues } from "./answers.ts";
import { DocumentPage, type Faults } from "./document-page.tsx";
import { NumberField } from "./field.tsx";

type Offers = DocumentValues["offers"];

const DAY = 86_400_000;

/** A field of the policy: in what it is shown, and its bounds in that. */
interface Field {
  readonly key: keyof Offers;
  readonly label: string;
  readonly unit: string;
  readonly hint?: string;
  readonly least: number;
  readonly most: number;
  /** What one shown unit is in the document. */
  readonly of?: number;
}

const FIELDS: readonly Field[] = [
  { key: "minPercent", label: "Least discount", unit: "%", least: 1, most: 100 },
  { key: "maxPercent", label: "Greatest discount", unit: "%", least: 1, most: 100 },
  {
    key: "approveAbove",
    label: "An agent decides alone up to",
    unit: "%",
    hint: "Above it a supervisor is asked.",
    least: 0,
    most: 100,
  },
  {
    key: "approvalMs",
    label: "The supervisor has",
    unit: "seconds",
    hint: "Without an answer the shopper is offered what the agent may give alone.",
    least: 10,
    most: 900,
    of: 1000,
  },
  {
    key: "minCart",
    label: "Smallest cart",
    unit: "in its currency",
    hint: "Below it there is no discount; an empty cart never earns one.",
    least: 0,
    most: 1e7,
  },
  {
    key: "dailyBudget",
    label: "Budget of a day",
    unit: "in the currency",
    hint: "All offers of a day together cost no more.",
    least: 0,
    most: 1e7,
  },
  { key: "validMs", label: "A code is good for", unit: "days", least: 1, most: 90, of: DAY },
];

const WHOLE: ReadonlySet<keyof Offers> = new Set(["minPercent", "maxPercent", "approveAbove"]);

function check(offers: Offers): Faults {
  const faults = FIELDS.flatMap(({ key, least, most, of = 1 }) => {
    const value = offers[key] / of;
    if (!(value >= least && value <= most)) return [[key, `It goes from ${least} to ${most}.`]];
    return WHOLE.has(key) && !Number.isInteger(value) ? [[key, "A whole number."]] : [];
  });
  const all: Record<string, string> = Object.fromEntries(faults);
  if (offers.minPercent > offers.maxPercent) {
    all.maxPercent ??= "It must not be below the least discount.";
  }
  return all;
}

/** What agents may give away. */
export function Offers() {
  return (
    <DocumentPage
      name="offers"
      title="Offers"
      intro="What agents may offer, and how much of it a day. It holds for the next press of an offer's button."
      check={check}
    >
      {({ value, change, fault }) => (
        <div class="fields two">
          {FIELDS.map(({ key, of = 1, ...field }) => (
            <NumberField
              key={key}
              {...field}
              step={WHOLE.has(key) || of > 1 ? 1 : 0.01}
              problem={fault(key)}
              value={value[key] / of}
              onChange={(shown) => change({ ...value, [key]: Math.round(shown * of * 100) / 100 })}
            />
          ))}
        </div>
      )}
    </DocumentPage>
  );
}
