/** Four corners, `[x, y]` each. */
export type Corners = readonly (readonly [x: number, y: number])[];

const IDENTITY: readonly number[] = [1, 0, 0, 0, 1, 0, 0, 0];

/**
 * The coefficients a … h of the perspective map that takes each corner of `to` back to its corner of `from`:
 * x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1). As float32, like PyTorch's.
 *
 * Four corners that span no quadrangle, as those of an image one pixel wide, have no such map: the identity then.
 */
export function perspectiveCoefficients(from: Corners, to: Corners): readonly number[] {
  const rows = to.flatMap(([x, y], i) => {
    const [u, v] = from[i] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return solved(rows)?.map(Math.fround) ?? IDENTITY;
}

/** Gauss and Jordan with the largest pivot of each column; undefined where there is none. */
function solved(rows: number[][]): readonly number[] | undefined {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best));
    const lead = pivot[column] ?? 0;
    if (Math.abs(lead) < 1e-9) return undefined;
    rows.splice(rows.indexOf(pivot), 1);
    const unit = pivot.map((value) => value / lead);
    for (const row of rows) {
      const factor = row[column] ?? 0;
      for (let i = column; i <= n; i++) row[i] = (row[i] ?? 0) - factor * (unit[i] ?? 0);
    }
    rows.splice(column, 0, unit);
  }
  return rows.map((row) => row[n] ?? 0);
}
