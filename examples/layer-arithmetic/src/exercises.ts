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
} from '@gradlab/models';
import type { Exercise } from './exercise.ts';
import { cifarCounts, vggCounts } from './network-exercises.ts';

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
