export { initializerFromConfig } from './config.ts';
export { type ConstantOptions, constant } from './constant.ts';
export { type DeltaOrthogonalOptions, deltaOrthogonal } from './delta-orthogonal.ts';
export { type DiracOptions, dirac } from './dirac.ts';
export { computeFans, type FanAxes, type Fans, type WeightLayout } from './fans.ts';
export { calculateGain, type Nonlinearity } from './gain.ts';
export {
  type GlorotNormalOptions,
  type GlorotOptions,
  glorotNormal,
  glorotUniform,
  type NormalShapeOptions,
} from './glorot.ts';
export { type HeNormalOptions, type HeOptions, heNormal, heUniform } from './he.ts';
export { type IdentityOptions, identity } from './identity.ts';
export type { ConfiguredInitializer, Initializer, InitializerConfig } from './initializer.ts';
export { type LecunNormalOptions, lecunNormal, lecunUniform } from './lecun.ts';
export { type NormalOptions, normal } from './normal.ts';
export { ones } from './ones.ts';
export { type OrthogonalOptions, orthogonal } from './orthogonal.ts';
export { type SparseOptions, sparse } from './sparse.ts';
export { type TruncatedNormalOptions, truncatedNormal } from './truncated-normal.ts';
export { type UniformOptions, uniform } from './uniform.ts';
export {
  type Distribution,
  type FanMode,
  type LayoutOptions,
  type VarianceScalingOptions,
  varianceScaling,
} from './variance-scaling.ts';
export { zeros } from './zeros.ts';
