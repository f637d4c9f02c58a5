import type { Locator } from "playwright-core";

/** Pastes or drops a file on a field. */
export function bringFile(
  field: Locator,
  how: "paste" | "drop",
  name: string,
  body: Uint8Array,
): Promise<void> {
  return field.evaluate(
    (element, [event, called, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], called));
      const more = { bubbles: true, cancelable: true, composed: true };
      element.dispatchEvent(
        event === "paste"
          ? new ClipboardEvent("paste", { ...more, clipboardData: data })
          : new DragEvent("drop", { ...more, dataTransfer: data }),
      );
    },
    [how, name, [...body]] as const,
  );
}
