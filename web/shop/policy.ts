/** Reads an attribute of the script tag that the stage's outputs give to paste. */
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(tag)?.[1];

/**
 * The shop's Content-Security-Policy: nothing inline, nothing from elsewhere, except what a shop with Heed allows: the origin of the loader for scripts
 * and texts, the WebSocket's, and that of attached files.
 * @param files origin of the bucket; without it nothing can be attached here
 * @throws when the tag names no loader or no socket.
 */
export function contentPolicy(scriptTag: string, files = ""): string {
  const loader = attribute(scriptTag, "src");
  const socket = attribute(scriptTag, "data-socket");
  if (!loader || !socket) throw new Error("The script tag needs src and data-socket.");
  const site = new URL(loader).origin;
  const { protocol, host } = new URL(socket);
  return [
    "default-src 'none'",
    `script-src 'self' ${site}`,
    `connect-src 'self' ${site} ${protocol}//${host} ${files}`.trimEnd(),
    `img-src 'self' data: ${site} ${files}`.trimEnd(),
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
