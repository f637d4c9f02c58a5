import type { ComponentChild } from "preact";

interface ControlAttributes {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
}

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** What is wrong with what was written. */
  readonly fault?: string | undefined;
  /** Draws the control itself. */
  readonly children: (attributes: ControlAttributes) => ComponentChild;
}

/** A control with its name above and its fault below, tied to each other. */
export function Field({ name, label, fault, children }: FieldProps) {
  const id = `heed-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        name,
        "aria-invalid": fault !== undefined,
        "aria-describedby": `${id}-fault`,
      })}
      <p id={`${id}-fault`} class="fault">
        {fault}
      </p>
    </div>
  );
}
