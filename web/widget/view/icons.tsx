const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  minimise: "M6 10l6 6 6-6",
  send: "M5 12h13M13 6l6 6-6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  data: "M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6zM9 12l2 2 4-4",
  end: "M9 4H5v16h4M15 8l4 4-4 4M19 12H9",
  plus: "M12 5v14M5 12h14",
  offer: "M4 12V5h7l9 9-7 7zM8 8.5v.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside or instead of words; never the only name of a button. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
