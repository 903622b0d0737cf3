// What a piece of work cannot do without: floating-point operations, and bytes to and from memory if nothing were moved twice.

const FLOAT_BYTES = 4;
const product = (shape) => shape.reduce((size, length) => size * length, 1);

/** A product of matrices reads both factors and writes the result; a convolution is one, of patches that nobody has to write. */
function denseOperations({ weight: [from, to] }, batch, isFirst) {
  const operation = { flops: 2 * batch * from * to, bytes: FLOAT_BYTES * (batch * from + from * to + batch * to) };
  return isFirst ? [operation, operation] : [operation, operation, operation];
}

function convOperations({ weight, input, output }, batch, isFirst) {
  const flops = 2 * batch * product(output.slice(0, 2)) * product(weight);
  const bytes = FLOAT_BYTES * (batch * (product(input) + product(output)) + product(weight));
  const operation = { flops, bytes };
  return isFirst ? [operation, operation] : [operation, operation, operation];
}

/** SGD reads a parameter and its gradient and writes the parameter; everything else can be fused into its neighbours. */
function sgd(layers) {
  const parameters = layers.reduce((sum, { weight }) => (weight ? sum + product(weight) + weight.at(-1) : sum), 0);
  return { flops: 2 * parameters, bytes: 3 * FLOAT_BYTES * parameters };
}

const OPERATIONS = {
  matMul: ({ m, k, n }) => [{ flops: 2 * m * k * n, bytes: FLOAT_BYTES * (m * k + k * n + m * n) }],
  step: ({ layers, batch }) => [
    ...layers.flatMap((layer, i) => {
      if (layer.type === 'conv') return convOperations(layer, batch, i === 0);
      return layer.type === 'dense' ? denseOperations(layer, batch, i === 0) : [];
    }),
    sgd(layers),
  ],
  // Adam reads the parameter, its gradient and two moments, and writes all but the gradient.
  update({ shapes }) {
    const parameters = shapes.reduce((sum, shape) => sum + product(shape), 0);
    return [{ flops: 12 * parameters, bytes: 7 * FLOAT_BYTES * parameters }];
  },
};

/** Every operation of a piece of work, `{ flops, bytes }`. */
export const operationsOf = (work) => OPERATIONS[work.kind](work);

export const flopsOf = (work) => operationsOf(work).reduce((sum, { flops }) => sum + flops, 0);

/** No bytes go faster than fewer of them: the bandwidth of the largest amount measured that is not more, or of the smallest there is. */
function bandwidthFor(bytes, levels) {
  const ordered = [...levels].sort((a, b) => a.bytes - b.bytes);
  return (ordered.findLast((level) => level.bytes <= bytes) ?? ordered[0]).rate;
}

/**
 * The roofline's time: each operation as fast as the best inner loop, or as its bytes arrive, whichever is later.
 *
 * @param roofline `{ gflops, levels: { bytes, rate }[] }` in 10⁹ a second
 * @returns milliseconds
 */
export function leastMilliseconds(work, { gflops, levels }) {
  const seconds = operationsOf(work).map(({ flops, bytes }) =>
    Math.max(flops / gflops, bytes / bandwidthFor(bytes, levels)),
  );
  return seconds.reduce((sum, time) => sum + time, 0) / 1e6;
}
