/**
 * Assignment of greatest total worth (Hungarian method with potentials, O(rows² × columns)).
 *
 * @param worth rows × columns; a pair of worth 0 or less is never made
 * @returns for each row its column, or undefined
 */
export function assignment(worth: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const rows = worth.length;
  const columns = worth[0]?.length ?? 0;
  // Every row gets a column of its own that stands for "none", so that a solution always exists.
  const width = columns + rows;
  const cost = (row: number, column: number) => {
    const value = column < columns ? (worth[row]?.[column] ?? 0) : 0;
    return value > 0 ? -value : column < columns ? 1e6 : 0;
  };
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(width + 1);
  const owner = new Int32Array(width + 1);
  const way = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    owner[0] = row;
    let column = 0;
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(width + 1);
    do {
      used[column] = 1;
      const current = owner[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= width; other += 1) {
        if (used[other] === 1) continue;
        const slack = cost(current - 1, other - 1) - (u[current] ?? 0) - (v[other] ?? 0);
        if (slack < (least[other] ?? 0)) {
          least[other] = slack;
          way[other] = column;
        }
        if ((least[other] ?? 0) < delta) {
          delta = least[other] ?? 0;
          next = other;
        }
      }
      for (let other = 0; other <= width; other += 1) {
        if (used[other] === 1) {
          const who = owner[other] ?? 0;
          u[who] = (u[who] ?? 0) + delta;
          v[other] = (v[other] ?? 0) - delta;
        } else least[other] = (least[other] ?? 0) - delta;
      }
      column = next;
    } while (owner[column] !== 0);
    while (column !== 0) {
      const previous = way[column] ?? 0;
      owner[column] = owner[previous] ?? 0;
      column = previous;
    }
  }
  const result: (number | undefined)[] = Array.from({ length: rows }, () => undefined);
  for (let column = 1; column <= columns; column += 1) {
    const row = owner[column] ?? 0;
    if (row > 0) result[row - 1] = column - 1;
  }
  return result;
}
