import { expect } from 'vitest';

/** Mean and largest absolute difference of two lists of bytes. */
export function difference(a: Uint8Array, b: Uint8Array): { readonly mean: number; readonly largest: number } {
  expect(a.length).toBe(b.length);
  const differences = Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN)));
  return { mean: differences.reduce((sum, d) => sum + d, 0) / a.length, largest: Math.max(...differences) };
}
