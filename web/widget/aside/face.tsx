const MIDDLE = 3;
const MOUTH = 15.5;

/** A face that frowns at 1 and smiles at 5. */
export function Face({ score }: { readonly score: number }) {
  const bend = (score - MIDDLE) * 2;
  const corner = MOUTH - bend / 2;
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="10" />
      <path d={`M9 9.5v.01M15 9.5v.01M8 ${corner}Q12 ${MOUTH + bend} 16 ${corner}`} />
    </svg>
  );
}
