export { bernoulli } from './bernoulli.ts';
export { type ChoiceOptions, choice } from './choice.ts';
export { type IntegersOptions, integers } from './integers.ts';
export { foldIn, type Key, key, type Seed, split } from './key.ts';
export { fillNormal, type NormalOptions, normal } from './normal.ts';
export { permutation } from './permutation.ts';
export { fillTruncatedNormal, type TruncatedNormalOptions, truncatedNormal } from './truncated-normal.ts';
export { fillUniform, type UniformOptions, uniform } from './uniform.ts';
export type { StreamOptions } from './units.ts';
