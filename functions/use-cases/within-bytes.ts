/** Items from the front whose JSON array stays within `bytes` of UTF-8: an answer must go out below a frame. */
export function withinBytes<T>(items: readonly T[], bytes: number): readonly T[] {
  let size = 1;
  const over = items.findIndex((item) => {
    size += Buffer.byteLength(JSON.stringify(item)) + 1;
    return size > bytes;
  });
  return over < 0 ? items : items.slice(0, over);
}
