import { catsDogs } from '@gradlab-examples/cats-dogs';
import { cifar10 } from '@gradlab-examples/cifar10';
import { colouredDigits } from '@gradlab-examples/coloured-digits';
import { fromScratch } from '@gradlab-examples/from-scratch';
import { assignment, type Experiment } from '@gradlab-examples/harness';
import { housePrices } from '@gradlab-examples/house-prices';
import { layerArithmetic } from '@gradlab-examples/layer-arithmetic';
import { mnistCnn } from '@gradlab-examples/mnist-cnn';
import { mnistDepth } from '@gradlab-examples/mnist-depth';
import { mnistMlp } from '@gradlab-examples/mnist-mlp';
import { mnistSearch } from '@gradlab-examples/mnist-search';
import { toySets, toySweeps } from '@gradlab-examples/toy-sets';

/** Parts A, B and C of the assignment as one document. */
const ift6135 = assignment({
  name: 'ift6135',
  summary: 'all of IFT6135 homework 1 (A, B, C) in order, joined in one document',
  title: 'IFT6135 homework 1: perceptrons, convolutional networks, cats against dogs',
  members: [mnistMlp, mnistSearch, mnistCnn, catsDogs],
});

/** Part D as one document. */
const mva = assignment({
  name: 'mva',
  summary: 'the MVA practicals (D) in order, joined in one document',
  title: 'MVA practicals: small networks',
  members: [toySets, mnistDepth, colouredDigits, housePrices],
});

/** Part E of the assignment as one document. */
const rdfia = assignment({
  name: 'rdfia',
  summary: 'the RDFIA practicals (E) in order, joined in one document',
  title: 'RDFIA practicals',
  members: [fromScratch, toySweeps, cifar10, layerArithmetic],
});

/** Every experiment; the first is what runs when none is named. */
export const experiments: readonly [Experiment, ...Experiment[]] = [
  ift6135,
  mnistMlp,
  mnistSearch,
  mnistCnn,
  catsDogs,
  mva,
  toySets,
  mnistDepth,
  colouredDigits,
  housePrices,
  rdfia,
  fromScratch,
  toySweeps,
  cifar10,
  layerArithmetic,
];
