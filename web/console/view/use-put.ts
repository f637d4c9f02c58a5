import { useRef } from "preact/hooks";

/** A text field, and what puts a text into it and selects a part. */
export function usePut(setText: (text: string) => void) {
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (next: string, start: number, end = start) => {
    setText(next);
    const element = field.current;
    if (!element) return;
    // Not with the next drawing: what is typed until then would go to another place.
    element.value = next;
    element.focus();
    element.setSelectionRange(start, end);
  };
  return { field, put };
}
