export { computeFans, type FanAxes, type Fans } from './fans.ts';
export { type GlorotOptions, glorotUniform } from './glorot-uniform.ts';
export type { Initializer } from './initializer.ts';
export { type NormalOptions, normal } from './normal.ts';
export { zeros } from './zeros.ts';
