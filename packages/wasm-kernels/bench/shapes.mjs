// The shapes that follow from a network's layers, written out so that no side has to infer them.

const product = (shape) => shape.reduce((size, length) => size * length, 1);

const RESOLVE = {
  conv(layer, [height, width, channels]) {
    const lost = layer.padding === 'same' ? 0 : layer.kernel - 1;
    const output = [height - lost, width - lost, layer.filters];
    return { weight: [layer.kernel, layer.kernel, channels, layer.filters], output };
  },
  pool(_, [height, width, channels]) {
    return { output: [Math.floor(height / 2), Math.floor(width / 2), channels] };
  },
  dense({ units }, input) {
    return { weight: [product(input), units], output: [units] };
  },
};

/** Each layer with the shape of one example at its input and output, and of its weight (`[height, width, in, out]` or `[in, out]`). */
export function resolveLayers({ input, layers }) {
  let shape = input;
  return layers.map((layer) => {
    const resolved = { ...layer, input: shape, ...RESOLVE[layer.type](layer, shape) };
    shape = resolved.output;
    return resolved;
  });
}

/** Weights and biases. */
export const countParameters = (layers) =>
  layers.reduce((count, { weight }) => (weight === undefined ? count : count + product(weight) + weight.at(-1)), 0);
