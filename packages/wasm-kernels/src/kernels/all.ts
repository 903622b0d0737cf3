import type { TrainingKernel } from '../training-kernel.ts';
import { activationGrads } from './activation-grads.ts';
import { activations } from './activations.ts';
import { applyAdagrad } from './apply-adagrad.ts';
import { applyAdam } from './apply-adam.ts';
import { applyGradientDescent } from './apply-gradient-descent.ts';
import { applyMomentum } from './apply-momentum.ts';
import { applyRmsProp } from './apply-rms-prop.ts';
import { arithmeticKernels } from './arithmetic.ts';
import { batchMatMul } from './batch-mat-mul.ts';
import { cast } from './cast.ts';
import { conv2d, fusedConv2d } from './conv2d.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { depthwiseConv2d } from './depthwise.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-backprop.ts';
import { fusedBatchNorm } from './fused-batch-norm.ts';
import { fusedMatMul } from './fused-mat-mul.ts';
import { gatherUint8 } from './gather-uint8.ts';
import { identity } from './identity.ts';
import { max } from './max.ts';
import { oneHot } from './one-hot.ts';
import { avgPool, maxPool } from './pool.ts';
import { avgPoolGrad, maxPoolGrad } from './pool-grad.ts';
import { prelu } from './prelu.ts';
import { fusedDepthwiseConv2d } from './same-padding.ts';
import { softmaxGrad, sparseSoftmaxCrossEntropy } from './softmax.ts';
import { mean, sum } from './sum.ts';
import { reductionGrads } from './sum-grad.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

/** Every kernel of this package, in the order in which {@link installWasmKernels} reports them. */
export const trainingKernels: readonly TrainingKernel[] = [
  batchMatMul,
  fusedMatMul,
  conv2d,
  fusedConv2d,
  depthwiseConv2d,
  fusedDepthwiseConv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  maxPool,
  maxPoolGrad,
  avgPool,
  avgPoolGrad,
  ...arithmeticKernels,
  cast,
  gatherUint8,
  identity,
  oneHot,
  prelu,
  ...activations,
  ...activationGrads,
  fusedBatchNorm,
  max,
  softmaxGrad,
  sparseSoftmaxCrossEntropy,
  sum,
  mean,
  ...reductionGrads,
  unsortedSegmentSum,
  applyGradientDescent,
  applyMomentum,
  applyAdam,
  applyRmsProp,
  applyAdagrad,
];
