export { mnistCnn } from './experiment.ts';
