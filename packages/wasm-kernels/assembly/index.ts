// One binary, no state: every kernel gets addresses, sizes and the range of units it has to do. The memory is the stock backend's.
export { matMul, matMulScratchBytes, packRight, packedRightBytes } from "./mat-mul";
export { exp, tanh } from "./exponential";
export { leakyRelu } from "./leaky-relu";
export { activationGrad } from "./activation-grad";
export { fusedEpilogue } from "./epilogue";
export { avgPool, avgPoolGrad } from "./avg-pool";
export { maxPool } from "./max-pool";
export { maxPoolGradApart, maxPoolGradOverlapping } from "./max-pool-grad";
export { batchNorm, batchNormFactors } from "./batch-norm";
export { spread } from "./spread";
export { oneHot } from "./one-hot";
export { gatherPatches, scatterPatches } from "./patches";
export { depthwise } from "./depthwise";
export { depthwiseFilterGrad, depthwiseFilterGradScratchBytes } from "./depthwise-filter-grad";
export { depthwiseInputGrad } from "./depthwise-input-grad";
export { add, divide, maximum, minimum, multiply, squaredDifference, sub } from "./arithmetic";
export { castBoolToFloat, castBoolToInt, castFloatToBool, castFloatToInt, castIntToBool, castIntToFloat } from "./cast";
export { adagrad, adam, gradientDescent, momentumDescent, rmsProp } from "./optimizers";
export { prelu } from "./prelu";
export { segmentSum } from "./segment-sum";
export { maxOfRows, softmaxGrad, sparseCrossEntropy } from "./softmax";
export { sum } from "./sum";
export { fillZero } from "./vectors";
export { conv, convScratchBytes, packFilter, packTurnedFilter, packedFilterBytes } from "./conv";
export { convFilterGrad, convFilterGradScratchBytes } from "./conv-filter-grad";
export {
  winogradConv,
  winogradFailed,
  winogradFilter,
  winogradFilterBytes,
  winogradFilterScratchBytes,
  winogradScratchBytes,
} from "./winograd";
export { winogradFilterGrad, winogradFilterGradScratchBytes } from "./winograd-filter-grad";
