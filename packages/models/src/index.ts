export { type ActivationName, activation, activationNames } from './activation.ts';
export { type DenseOptions, dense } from './dense.ts';
export { flatten } from './flatten.ts';
export type { Layer, LayerContext, ParameterSpec } from './layer.ts';
export { type MlpOptions, mlp } from './mlp.ts';
export type { ApplyOptions, Model } from './model.ts';
export { type SequentialOptions, sequential } from './sequential.ts';
export type { LayerSummary } from './summary.ts';
export type { Parameters } from './weights.ts';
