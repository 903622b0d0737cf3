export { mnistMlp } from './experiment.ts';
