export { denseAsConvolution } from './arithmetic/dense-as-convolution.ts';
export {
  type AxisPadding,
  convolutionOutputSize,
  type TransposedWindowOptions,
  transposedConvolutionOutputSize,
  type WindowOptions,
} from './arithmetic/output-size.ts';
export { type FieldWindow, receptiveField } from './arithmetic/receptive-field.ts';
export { convolutionWeightCount, denseWeightCount, pairwiseSvmWeightCount } from './arithmetic/weight-count.ts';
export { type ActivationName, type ActivationOptions, activation, activationNames } from './layers/activation.ts';
export { type BatchNormOptions, batchNorm } from './layers/batch-norm.ts';
export { type Conv2dOptions, conv2d } from './layers/conv2d.ts';
export { type Conv2dTransposeOptions, conv2dTranspose } from './layers/conv2d-transpose.ts';
export { type DenseOptions, dense } from './layers/dense.ts';
export { type DepthwiseConv2dOptions, depthwiseConv2d } from './layers/depthwise-conv2d.ts';
export { type DropoutOptions, dropout } from './layers/dropout.ts';
export { flatten } from './layers/flatten.ts';
export { globalAvgPool, globalMaxPool } from './layers/global-pool.ts';
export type { Layer, LayerContext, ParameterSpec, ParameterSpecs, Reach } from './layers/layer.ts';
export { type LayerNormOptions, layerNorm } from './layers/layer-norm.ts';
export { type AvgPoolOptions, avgPool, maxPool, type PoolOptions } from './layers/pool.ts';
export type { Padding2d, Size2d } from './layers/window.ts';
export { type Blueprint, type BranchOptions, blueprint, type RowOptions } from './model/blueprint.ts';
export { type BranchesOptions, branches } from './model/branches.ts';
export { copyModel } from './model/copy-model.ts';
export { features } from './model/features.ts';
export { freeze, unfreeze } from './model/freeze.ts';
export { type FullyConvolutionalOptions, fullyConvolutional } from './model/fully-convolutional.ts';
export type { ApplyOptions, Model, Outputs, ShapesOf } from './model/model.ts';
export type { NamePattern } from './model/name-pattern.ts';
export type { PlacedLayer } from './model/place-layers.ts';
export { type ReplaceHeadOptions, replaceHead } from './model/replace-head.ts';
export { type SequentialOptions, sequential } from './model/sequential.ts';
export { type CnnArchitecture, type CnnOptions, cnn, cnnLayers, type Feature } from './networks/cnn.ts';
export { type MlpArchitecture, type MlpOptions, mlp, mlpLayers } from './networks/mlp.ts';
export { type VggArchitecture, type VggDepth, type VggOptions, vgg, vggLayers } from './networks/vgg.ts';
export type { LayerSummary, SummaryOptions } from './summary/layer-summary.ts';
export type { Parameters } from './weights.ts';
export type { DigitAndColour, TwoHeadedZooName } from './zoo/coloured-digits.ts';
export type { VggName } from './zoo/photos.ts';
export { type ZooName, zoo } from './zoo/zoo.ts';
export type { ZooBuildOptions, ZooChanges, ZooEntry } from './zoo/zoo-entry.ts';
