/** `n` fixed values in [-1, 1) of mixed sign, the same everywhere; `salt` tells operands apart. */
export function sample(n: number, salt: number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => ((((i + 1) * 2654435761 * (salt + 1)) >>> 8) % 2048) / 1024 - 1);
}
