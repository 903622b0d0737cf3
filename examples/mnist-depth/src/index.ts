export { mnistDepth } from './experiment.ts';
