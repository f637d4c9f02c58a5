import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** What ties a control to its label, hint and problem. */
export interface Tied {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

/** A control with its label above it, and below it what it means and what is wrong with it. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly problem?: string | undefined;
  readonly children: (tied: Tied) => ComponentChildren;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div class="stacked field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": problem !== undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} class="muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} class="problem">
          {problem}
        </p>
      )}
    </div>
  );
}

/** A number with its unit. An empty field is no number. */
export function NumberField({
  label,
  unit,
  hint,
  problem,
  value,
  onChange,
  least,
  most,
  step = 1,
}: {
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly least: number;
  readonly most: number;
  readonly step?: number;
}) {
  return (
    <Field label={unit === undefined ? label : `${label}, ${unit}`} hint={hint} problem={problem}>
      {(tied) => (
        <input
          {...tied}
          type="number"
          inputMode="decimal"
          min={least}
          max={most}
          step={step}
          value={Number.isNaN(value) ? "" : value}
          onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}

/** One of a few. */
export function SelectField<V extends string>({
  label,
  hint,
  problem,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: V;
  readonly options: readonly (readonly [value: V, label: string])[];
  readonly onChange: (value: V) => void;
}) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(tied) => (
        <select
          {...tied}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value as V)}
        >
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Words of one or more lines. */
export function TextField({
  label,
  hint,
  problem,
  value,
  rows,
  language,
  most,
  onChange,
}: {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly problem?: string | undefined;
  readonly value: string;
  /** More than one line, where given. */
  readonly rows?: number;
  readonly language?: string;
  readonly most: number;
  readonly onChange: (value: string) => void;
}) {
  const shared = {
    lang: language,
    dir: "auto",
    maxLength: most,
    value,
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(currentTarget.value),
  } as const;
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(tied) =>
        rows === undefined ? (
          <input {...tied} {...shared} autocomplete="off" />
        ) : (
          <textarea {...tied} {...shared} rows={rows} />
        )
      }
    </Field>
  );
}
