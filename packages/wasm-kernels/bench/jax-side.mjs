// jax-js on WebAssembly as a side of the benchmark, one thread as it is in Node. The benchmark's script installs it and passes its path.
import { pathToFileURL } from 'node:url';
import { serveWork } from './serve.mjs';
import { BIAS_SCALE, uniformValues, weightScale } from './values.mjs';

const [entry, version] = process.argv.slice(2);
const {
  init,
  defaultDevice,
  numpy: np,
  nn,
  lax,
  tree,
  jit,
  valueAndGrad,
  blockUntilReady,
} = await import(pathToFileURL(entry).href);
const COPIES = 8;

await init('wasm');
defaultDevice('wasm');

const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1);
const valuesArray = (shape, seed, scale) => np.array(uniformValues(sizeOf(shape), seed, scale)).reshape(shape);

/** Weights as the others have them, convolutions and what follows them in jax-js's order: channels first. */
function makeWeight({ type, weight, input }, seed) {
  const values = valuesArray(weight, seed, weightScale(weight));
  if (type === 'conv') return values.transpose([3, 2, 0, 1]);
  if (input.length === 1) return values;
  return values
    .reshape([...input, weight[1]])
    .transpose([2, 0, 1, 3])
    .reshape(weight);
}

const makeParameters = (layers) =>
  layers.map((layer, i) => {
    if (layer.weight === undefined) return {};
    return {
      weight: makeWeight(layer, 2 * i + 1),
      bias: valuesArray([layer.weight.at(-1)], 2 * i + 2, BIAS_SCALE),
    };
  });

const ACTIVATE = { relu: nn.relu, none: (x) => x };

const APPLY = {
  conv: (h, { padding, activation }, { weight, bias }) =>
    ACTIVATE[activation](
      lax.conv(h, weight, [1, 1], padding.toUpperCase()).add(bias.reshape([1, bias.shape[0], 1, 1])),
    ),
  pool: (h) => lax.reduceWindow(h, np.max, [2, 2], [2, 2]),
  dense: (h, { activation }, { weight, bias }) =>
    ACTIVATE[activation](np.dot(h.ndim === 2 ? h : h.reshape([h.shape[0], -1]), weight).add(bias)),
};

function makeStep({ layers, batch, rate = 1e-3 }) {
  const input = layers[0].input;
  const values = valuesArray([batch, ...input], 0, 1);
  const x = input.length === 1 ? values : values.transpose([0, 3, 1, 2]);
  const classes = layers.at(-1).output[0];
  const labels = Float32Array.from({ length: batch * classes }, (_, i) =>
    Number(i % classes === Math.floor(i / classes) % classes),
  );
  const y = np.array(labels).reshape([batch, classes]);
  const cost = (parameters, images, targets) => {
    const logits = layers.reduce((h, layer, i) => APPLY[layer.type](h, layer, parameters[i]), images);
    return nn
      .logSoftmax(logits)
      .mul(targets)
      .sum()
      .mul(-1 / batch);
  };
  const update = jit((parameters, images, targets) => {
    const [loss, gradients] = valueAndGrad(cost)(tree.ref(parameters), images, targets);
    return [loss, tree.map((parameter, gradient) => parameter.sub(gradient.mul(rate)), parameters, gradients)];
  });
  let parameters = makeParameters(layers);
  const run = async (returnLoss = false) => {
    const [loss, next] = update(parameters, x.ref, y.ref);
    parameters = next;
    await blockUntilReady(next);
    if (returnLoss) return loss.js();
    loss.dispose();
    return undefined;
  };
  return { run };
}

function makeProduct({ m, k, n, transposeA, transposeB }) {
  const a = valuesArray(transposeA ? [k, m] : [m, k], 1, 1);
  // As many right operands as the other sides have, so that it lies in the same level of memory.
  const copies = Array.from({ length: COPIES }, () => valuesArray(transposeB ? [n, k] : [k, n], 2, 1));
  const multiply = jit((left, right) =>
    np.dot(transposeA ? left.transpose() : left, transposeB ? right.transpose() : right),
  );
  const run = async () => {
    for (const b of copies) {
      const product = multiply(a.ref, b.ref);
      await blockUntilReady(product);
      product.dispose();
    }
  };
  return { run, calls: COPIES };
}

function makeUpdate({ shapes, rate = 1e-6 }) {
  const [b1, b2, epsilon] = [0.9, 0.999, 1e-7];
  const make = (seed) => shapes.map((shape, i) => valuesArray(shape, i + seed, 1));
  const gradients = make(100);
  const zeros = () => shapes.map((shape) => np.zeros(shape));
  // The bias corrections are factors that a program computes outside; they would not change the time.
  const update = jit((parameters, means, squares, slopes) => {
    const m = tree.map((mean, g) => mean.mul(b1).add(g.mul(1 - b1)), means, tree.ref(slopes));
    const v = tree.map((square, g) => square.mul(b2).add(g.ref.mul(g).mul(1 - b2)), squares, slopes);
    const steps = tree.map((mean, square) => mean.div(np.sqrt(square).add(epsilon)), tree.ref(m), tree.ref(v));
    return [tree.map((parameter, step) => parameter.sub(step.mul(rate)), parameters, steps), m, v];
  });
  let state = [make(0), zeros(), zeros()];
  const run = async () => {
    state = update(...state, tree.ref(gradients));
    await blockUntilReady(state);
  };
  return { run };
}

const PREPARE = { matMul: makeProduct, step: makeStep, update: makeUpdate };

await serveWork({
  describe: () => ({ node: process.version, version }),
  prepare: (work) => PREPARE[work.kind](work),
});
