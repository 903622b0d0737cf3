import type { Experiment } from '@gradlab-examples/harness';
import { mnistCnn } from '@gradlab-examples/mnist-cnn';
import { mnistMlp } from '@gradlab-examples/mnist-mlp';

/** Every experiment; the first is what runs when none is named. */
export const experiments: readonly [Experiment, ...Experiment[]] = [mnistMlp, mnistCnn];
