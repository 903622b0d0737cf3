export { foldIn, type Key, key, type Seed, split } from './key.ts';
export { normal } from './normal.ts';
export { permutation } from './permutation.ts';
export { uniform } from './uniform.ts';
