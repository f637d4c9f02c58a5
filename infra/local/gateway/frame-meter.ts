/**
 * Watches the raw bytes of a client's WebSocket stream and reports the payload length of every
 * data frame, because the gateway limits frames as well as messages and a WebSocket library only
 * shows messages. Reads frame headers only (RFC 6455, section 5.2); chunks may split them anywhere.
 *
 * @param onFrame called with the length in bytes as soon as a data frame's header is complete
 * @returns a sink for the stream's chunks
 */
export function frameMeter(onFrame: (bytes: number) => void): (chunk: Uint8Array) => void {
  const header: number[] = [];
  let skip = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
        continue;
      }
      header.push(chunk[at] ?? 0);
      at += 1;
      if (header.length < headerBytes(header)) continue;
      const bytes = payloadBytes(header);
      const control = ((header[0] ?? 0) & 0x08) !== 0;
      header.length = 0;
      skip = bytes;
      if (!control) onFrame(bytes);
    }
  };
}

/** How long the header that begins like this is; at least two bytes are needed to tell. */
function headerBytes(header: readonly number[]): number {
  const second = header[1];
  if (second === undefined) return 2;
  const length = second & 0x7f;
  const extended = length === 127 ? 8 : length === 126 ? 2 : 0;
  return 2 + extended + (second & 0x80 ? 4 : 0);
}

function payloadBytes(header: readonly number[]): number {
  const length = (header[1] ?? 0) & 0x7f;
  if (length < 126) return length;
  return header.slice(2, length === 126 ? 4 : 10).reduce((sum, byte) => sum * 256 + byte, 0);
}
