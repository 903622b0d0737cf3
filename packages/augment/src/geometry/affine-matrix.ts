/** A map of the plane: turned, scaled, sheared about a centre, then moved. */
export interface AffineMap {
  /** Degrees, clockwise as seen with y pointing down. */
  readonly angle: number;
  /** Pixels to the right and down. */
  readonly translate: readonly [x: number, y: number];
  readonly scale: number;
  /** Degrees along x and along y. */
  readonly shear: readonly [x: number, y: number];
  /** Measured from the middle of the image. */
  readonly center: readonly [x: number, y: number];
}

/**
 * The inverse of the map, [a, b, c, d, e, f]: where in the source (ax + by + c, dx + ey + f) the pixel at (x, y) of the
 * result comes from, measured from the middle of the image.
 *
 * The map itself is T·C·R·S·C⁻¹: C moves the centre to the origin, R turns and scales, S shears by −tan of the shears,
 * T moves.
 */
export function inverseAffineMatrix({ angle, translate, scale, shear, center }: AffineMap): readonly number[] {
  const [turn, shearX, shearY] = [angle, shear[0], shear[1]].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  // Turned and sheared, before scaling; its determinant is 1.
  const a = Math.cos(turn - shearY) / Math.cos(shearY);
  const b = -(a * Math.tan(shearX) + Math.sin(turn));
  const c = Math.sin(turn - shearY) / Math.cos(shearY);
  const d = Math.cos(turn) - c * Math.tan(shearX);
  const [p, q, r, s] = [d / scale, -b / scale, -c / scale, a / scale];
  const [x, y] = [center[0] + translate[0], center[1] + translate[1]];
  return [p, q, center[0] - p * x - q * y, r, s, center[1] - r * x - s * y];
}
