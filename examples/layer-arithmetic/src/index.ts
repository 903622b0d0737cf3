export { layerArithmetic } from './experiment.ts';
