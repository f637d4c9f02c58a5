const SIGN = 1n << 63n;
const ALL = (1n << 64n) - 1n;

/**
 * A number as 16 hex digits that sort as the numbers do, whatever their sign or fraction: the bits of the IEEE 754 double, with the sign flipped, and all bits of a
 * negative one. Keys of the table are compared as bytes.
 * @param value finite
 */
export function ascending(value: number): string {
  return hex(bits(value));
}

/** Like `ascending`, highest first. */
export function descending(value: number): string {
  return hex(bits(value) ^ ALL);
}

function bits(value: number): bigint {
  if (!Number.isFinite(value)) throw new RangeError(`no place in the order for ${value}`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value + 0); // -0 becomes 0
  const raw = view.getBigUint64(0);
  return raw & SIGN ? raw ^ ALL : raw | SIGN;
}

function hex(value: bigint): string {
  return value.toString(16).padStart(16, "0");
}
