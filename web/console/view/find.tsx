import { useEffect, useRef } from "preact/hooks";

/** Searches a conversation. */
export function Find({
  query,
  onQuery,
  onClose,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <search class="find">
      <label class="sr" for="find">
        Search this conversation
      </label>
      <input
        id="find"
        ref={field}
        type="search"
        autocomplete="off"
        placeholder="Search this conversation"
        value={query}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onClose();
        }}
      />
      <button type="button" class="quiet" onClick={onClose}>
        Done
      </button>
    </search>
  );
}
