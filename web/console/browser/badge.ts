const NAME = "Heed console";

/** The console's sign, with a red count when something waits. */
function icon(count: number): string {
  const badge =
    count === 0
      ? ""
      : `<circle cx="23" cy="9" r="9" fill="#b3261e"/><text x="23" y="13.5" font-size="13" font-family="sans-serif" font-weight="700" text-anchor="middle" fill="#fff">${count > 9 ? "9+" : count}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b6e4f"/><path d="M8 9h16v11H15l-5 4v-4H8z" fill="#fff"/>${badge}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

let shown = "";

/** Says in the tab's title and icon what waits: conversations that ring, and messages not read. */
export function showBadge(rings: number, unread: number): void {
  const count = rings + unread;
  const lead = rings > 0 ? "Ringing! " : "";
  const title = `${count > 0 ? `(${count}) ` : ""}${lead}${NAME}`;
  if (title === shown) return;
  shown = title;
  document.title = title;
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = icon(count);
}
