export { mnistSearch } from './experiment.ts';
