import { useRef } from "preact/hooks";

/** Tabs as the ARIA authoring practices have them: arrows, Home and End move and choose. */
export function Tabs<T extends string>({
  label,
  tabs,
  chosen,
  marked,
  onChoose,
}: {
  readonly label: string;
  readonly tabs: readonly (readonly [id: T, label: string])[];
  readonly chosen: T;
  /** Something in it is not saved. */
  readonly marked: (tab: T) => boolean;
  readonly onChoose: (tab: T) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const moved = (event: KeyboardEvent) => {
    const at = tabs.findIndex(([id]) => id === chosen);
    const places: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const to = places[event.key];
    const next = to === undefined ? undefined : tabs[to]?.[0];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} class="tabs" onKeyDown={moved}>
      {tabs.map(([id, words]) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-controls="tab-panel"
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {words}
          {marked(id) && (
            <span class="unsaved">
              <span aria-hidden="true"> •</span>
              <span class="sr"> not saved</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
