/** Up to here a step is ε as it is. */
const LARGE = 2 ** 10;

/**
 * What the steps from a number are multiplied by: 1 up to 1024, and beyond it the power of two at which the default ε stays 2⁻³⁰ of
 * the number. That is finer by far than the float32 numbers are there, and no smaller step would change a large double by enough.
 */
export function stepScale(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude <= LARGE ? 1 : 2 ** Math.floor(Math.log2(magnitude / LARGE));
}

/** The same, but below 1 as small as the number itself: over such a step logarithms and powers are straight, too. */
export function relativeStepScale(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude < 1 && magnitude > 0 ? magnitude : stepScale(magnitude);
}
