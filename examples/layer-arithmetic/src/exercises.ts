import {
  blueprint,
  conv2d,
  convolutionOutputSize,
  convolutionWeightCount,
  dense,
  denseWeightCount,
  flatten,
  type Layer,
  maxPool,
  pairwiseSvmWeightCount,
  receptiveField,
  zoo,
} from '@gradlab/models';

/** A question of the practical, answered twice. */
export interface Exercise {
  readonly question: string;
  /** With its numbers put in. */
  readonly formula: string;
  /** By the formula. */
  readonly value: number;
  /** Of layers that were put together. */
  readonly counted: number;
  /** What a report prints. */
  readonly published?: number;
}

/** The practical's exercises about single layers and whole networks. */
export function exercises(): Exercise[] {
  return [...outputSizes(), ...weightCounts(), ...cifarCounts(), ...receptiveFields(), ...vggCounts()];
}

function outputSizes(): Exercise[] {
  const sizeOf = (size: number, layer: Layer): number =>
    blueprint({ inputShape: [size, size, 3], layers: [layer] }).outputShape[0] ?? 0;
  return [
    {
      question: 'height of 32×32 after a 5×5 convolution, no padding',
      formula: '⌊(n + 2p − k)/s⌋ + 1 = ⌊(32 + 0 − 5)/1⌋ + 1',
      value: convolutionOutputSize(32, { kernel: 5 }),
      counted: sizeOf(32, conv2d({ filters: 1, kernelSize: 5 })),
    },
    {
      question: 'the same with padding (k − 1)/2, which keeps it',
      formula: '⌊(32 + 2·2 − 5)/1⌋ + 1',
      value: convolutionOutputSize(32, { kernel: 5, padding: 2 }),
      counted: sizeOf(32, conv2d({ filters: 1, kernelSize: 5, padding: 'same' })),
    },
    {
      question: 'height of 32×32 after a 2×2 pool of stride 2',
      formula: '⌊(32 − 2)/2⌋ + 1',
      value: convolutionOutputSize(32, { kernel: 2, stride: 2 }),
      counted: sizeOf(32, maxPool()),
    },
    {
      question: 'height of 224×224 after a 7×7 convolution of stride 2, padding 3',
      formula: '⌊(224 + 2·3 − 7)/2⌋ + 1',
      value: convolutionOutputSize(224, { kernel: 7, stride: 2, padding: 3 }),
      counted: sizeOf(224, conv2d({ filters: 1, kernelSize: 7, stride: 2, padding: 3 })),
    },
  ];
}

function weightCounts(): Exercise[] {
  const [size, channels, filters] = [32, 3, 16];
  const image = [size, size, channels];
  const convolution = blueprint({ inputShape: image, layers: [conv2d({ filters, kernelSize: 3, padding: 'same' })] });
  const [inputs, units] = [size * size * channels, size * size * filters];
  const asDense = blueprint({ inputShape: image, layers: [flatten(), dense({ units })] });
  const svm = blueprint({ inputShape: [1001], layers: [dense({ units: (15 * 14) / 2 })] });
  return [
    {
      question: 'weights of 16 filters of 3×3 on 32×32×3',
      formula: 'k·k·channels·filters + filters = 3·3·3·16 + 16',
      value: convolutionWeightCount({ kernel: [3, 3], channels, filters }),
      counted: convolution.countParameters(),
    },
    {
      question: 'weights of a dense layer with the same output, 32×32×16',
      formula: 'inputs·units + units = (32·32·3)·(32·32·16) + 32·32·16',
      value: denseWeightCount({ inputs, units }),
      counted: asDense.countParameters(),
    },
    {
      question: 'weights of a bag of 1,001 words and a linear SVM for every two of 15 classes',
      formula: 'c(c − 1)/2 · (words + 1) = 15·14/2 · 1,002',
      value: pairwiseSvmWeightCount({ inputs: 1001, classes: 15 }),
      counted: svm.countParameters(),
      published: 105_210,
    },
  ];
}

function cifarCounts(): Exercise[] {
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

function receptiveFields(): Exercise[] {
  const fieldAfter = (layers: readonly Layer[]): number =>
    blueprint({ inputShape: [64, 64, 1], layers }).layers.at(-1)?.receptiveField?.[0] ?? Number.NaN;
  const three = (): Layer => conv2d({ filters: 1, kernelSize: 3 });
  return [
    {
      question: 'pixels across that an output of two 3×3 convolutions sees',
      formula: '1 + Σ (k − 1)·Π strides before = 1 + 2 + 2',
      value: receptiveField([{ kernel: 3 }, { kernel: 3 }]),
      counted: fieldAfter([three(), three()]),
    },
    {
      question: 'the same with a 2×2 pool of stride 2 between them',
      formula: '1 + 2 + 1 + 2·2',
      value: receptiveField([{ kernel: 3 }, { kernel: 2, stride: 2 }, { kernel: 3 }]),
      counted: fieldAfter([three(), maxPool(), three()]),
    },
  ];
}

function vggCounts(): Exercise[] {
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
