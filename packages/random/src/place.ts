/** target[at + i] = shift + scale·values[i]: the last step of every draw, in one loop that nothing interrupts. */
export function place(
  values: Float64Array,
  count: number,
  target: Float32Array | Float64Array,
  at: number,
  shift: number,
  scale: number,
): void {
  for (let i = 0; i < count; i++) target[at + i] = shift + scale * (values[i] as number);
}
