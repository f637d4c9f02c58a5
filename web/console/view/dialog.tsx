import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Chromium gives the field back its focus but leaves the caret in the dialog, and with the dialog it is lost: the field would take no keys. */
function focusAnew(): void {
  const { activeElement: field } = document;
  if (!(field instanceof HTMLElement)) return;
  field.blur();
  field.focus();
}

/** A modal dialog. Escape, a press beside it and its own closing bring the focus back to where it was. `children` get what closes it. */
export function Dialog({
  label,
  name,
  onClose,
  children,
}: {
  readonly label: string;
  /** For the style sheet. */
  readonly name: string;
  readonly onClose: () => void;
  readonly children: (close: () => void) => ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  const close = () => element.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a press beside it does
    <dialog
      ref={element}
      class={name}
      aria-label={label}
      onClose={() => {
        focusAnew();
        onClose();
      }}
      onClick={({ target }) => target === element.current && close()}
    >
      <div class="dialog-body">{children(close)}</div>
    </dialog>
  );
}
