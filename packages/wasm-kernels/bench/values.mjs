// Weights and inputs by formula, so that every side of the benchmark, PyTorch's too, starts from the same bits.

const GOLDEN = 0x9e3779b1;
const MIX = 0x85ebca6b;

/** A hash of an index: 32 bits that look random. */
function hash(index) {
  let bits = Math.imul(index, GOLDEN);
  bits = Math.imul(bits ^ (bits >>> 15), MIX);
  return (bits ^ (bits >>> 13)) >>> 0;
}

/** `size` numbers, as if uniform in [-scale, scale). Another seed continues elsewhere in the sequence. */
export function uniformValues(size, seed, scale) {
  const first = Math.imul(seed, MIX);
  return Float32Array.from({ length: size }, (_, i) => (hash((first + i) | 0) / 2 ** 31 - 1) * scale);
}

/** He's bound: signals keep their size through layers with ReLU. */
export const weightScale = (shape) =>
  Math.sqrt(6 / shape.slice(0, -1).reduce((product, length) => product * length, 1));

export const BIAS_SCALE = 0.05;
