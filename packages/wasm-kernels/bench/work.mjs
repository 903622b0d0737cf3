// What is measured, as plain data that goes to every side. Work of one group shares a process a side.
import { networks } from './networks.mjs';
import { resolveLayers } from './shapes.mjs';

const BATCHES = [16, 64, 100];
const PERCEPTRONS = ['MLP 784-500-400-10', 'MLP 784-512-512-10', 'MLP 784-600-400-10'];

/** The networks whose dense layers are measured as products, and at which batch sizes. */
const PRODUCTS_OF = [
  ...PERCEPTRONS.map((network) => ({ network, batches: BATCHES })),
  { network: 'CNN of 570,436', batches: [16, 64] },
  { network: 'CIFAR-10 CNN of 1,191,170', batches: [32] },
];

function product(form, m, k, n) {
  const [transposeA, transposeB] = [form === 'TN', form === 'NT'];
  return { name: `matMul ${form} ${m}×${k}×${n}`, kind: 'matMul', form, m, k, n, transposeA, transposeB };
}

/** The three products of a dense layer. What a network is given needs no gradient, so its first layer has no NT. */
function productsOf({ weight: [from, to] }, batch, isFirst) {
  const forward = product('NN', batch, from, to);
  const gradientOfWeight = product('TN', from, batch, to);
  return isFirst ? [forward, gradientOfWeight] : [forward, product('NT', batch, to, from), gradientOfWeight];
}

function matrixProducts() {
  const all = PRODUCTS_OF.flatMap(({ network, batches }) => {
    const layers = resolveLayers(networks[network]);
    return batches.flatMap((batch) =>
      layers.flatMap((layer, i) =>
        layer.type === 'dense' ? productsOf(layer, batch, i === 0).map((work) => ({ ...work, batch })) : [],
      ),
    );
  });
  return [...new Map(all.map((work) => [work.name, work])).values()];
}

const step = (network, batch, rate = 1e-3) => ({
  name: `SGD step, ${network}, batch ${batch}`,
  kind: 'step',
  network,
  batch,
  rate,
  layers: resolveLayers(networks[network]),
});

const perceptronShapes = resolveLayers(networks['MLP 784-512-512-10']).flatMap(({ weight }) => [
  weight,
  [weight.at(-1)],
]);

const alone = (work) => ({ ...work, group: work.name });

export const allWork = [
  ...matrixProducts().map((work) => ({ ...work, group: 'matMul' })),
  ...BATCHES.map((batch) => alone(step('MLP 784-512-512-10', batch))),
  alone(step('CNN of 570,436', 16)),
  alone(step('CNN of 570,436', 64)),
  alone(step('CIFAR-10 CNN of 1,191,170', 32)),
  // Its 655,360 weights into ten outputs make the usual rate overshoot.
  alone(step('VGG block', 32, 1e-5)),
  alone({ name: 'Adam update of 669,706 parameters', kind: 'update', optimizer: 'adam', shapes: perceptronShapes }),
];
