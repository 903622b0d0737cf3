import {
  blueprint,
  conv2d,
  convolutionOutputSize,
  convolutionWeightCount,
  denseWeightCount,
  receptiveField,
  zoo,
} from '@gradlab/models';
import type { Exercise } from './exercise.ts';

/** The weights of the CIFAR-10 network, layer by layer. */
export function cifarCounts(): Exercise[] {
  const rows = zoo.cifarCnn1M.blueprint().layers.filter(({ parameterCount }) => parameterCount > 0);
  const counts = [
    ['(5·5·3 + 1)·32', convolutionWeightCount({ kernel: [5, 5], channels: 3, filters: 32 })],
    ['(5·5·32 + 1)·64', convolutionWeightCount({ kernel: [5, 5], channels: 32, filters: 64 })],
    ['(5·5·64 + 1)·64', convolutionWeightCount({ kernel: [5, 5], channels: 64, filters: 64 })],
    ['(4·4·64 + 1)·1000', denseWeightCount({ inputs: 4 * 4 * 64, units: 1000 })],
    ['(1000 + 1)·10', denseWeightCount({ inputs: 1000, units: 10 })],
  ] as const;
  const layers = counts.map(
    ([formula, value], i): Exercise => ({
      question: `weights of ${rows[i]?.name} of the CIFAR-10 network`,
      formula,
      value,
      counted: rows[i]?.parameterCount ?? Number.NaN,
    }),
  );
  const total: Exercise = {
    question: 'weights of the CIFAR-10 network',
    formula: counts.map(([, value]) => value.toLocaleString('en-US')).join(' + '),
    value: counts.reduce((sum, [, value]) => sum + value, 0),
    counted: zoo.cifarCnn1M.blueprint().countParameters(),
    published: 1_191_170,
  };
  return [...layers, total];
}

/** What VGG-16 comes to, and its dense layers as convolutions. */
export function vggCounts(): Exercise[] {
  const { layers } = zoo.vgg16.blueprint();
  const inDense = layers.filter(({ kind }) => kind === 'dense');
  const block = (count: number) => [...Array.from({ length: count }, () => ({ kernel: 3 })), { kernel: 2, stride: 2 }];
  return [
    {
      question: 'weights of VGG-16 that are in its three dense layers',
      formula: '(7·7·512 + 1)·4096 + (4096 + 1)·4096 + (4096 + 1)·1000',
      value: [7 * 7 * 512, 4096, 4096].reduce(
        (sum, inputs, i) => sum + denseWeightCount({ inputs, units: [4096, 4096, 1000][i] ?? 0 }),
        0,
      ),
      counted: inDense.reduce((sum, { parameterCount }) => sum + parameterCount, 0),
    },
    {
      question: 'weights of its first dense layer as a convolution of 7×7',
      formula: '(7·7·512 + 1)·4096',
      value: convolutionWeightCount({ kernel: [7, 7], channels: 512, filters: 4096 }),
      counted: inDense[0]?.parameterCount ?? Number.NaN,
    },
    {
      question: 'places that it then has on an image of 256×320',
      formula: '(256/32 − 7 + 1)·(320/32 − 7 + 1)',
      value: convolutionOutputSize(256 / 32, { kernel: 7 }) * convolutionOutputSize(320 / 32, { kernel: 7 }),
      counted: placesOf(256, 320),
    },
    {
      question: 'pixels across that an output of its last pool sees',
      formula: '1 + Σ (k − 1)·Π strides before, 13 convolutions and 5 pools',
      value: receptiveField([2, 2, 3, 3, 3].flatMap(block)),
      counted: layers.find(({ name }) => name === 'maxPool5')?.receptiveField?.[0] ?? Number.NaN,
    },
  ];
}

/** VGG-16 up to its last pool, then its first dense layer as a convolution, put together for that size. */
function placesOf(height: number, width: number): number {
  const { trunk } = zoo.vgg16.blueprint();
  const features = trunk
    .slice(
      0,
      trunk.findIndex(({ layer }) => layer.kind === 'flatten'),
    )
    .map(({ layer }) => layer);
  const layers = [...features, conv2d({ filters: 4096, kernelSize: 7 })];
  const [rows = 0, columns = 0] = blueprint({ inputShape: [height, width, 3], layers }).outputShape;
  return rows * columns;
}
