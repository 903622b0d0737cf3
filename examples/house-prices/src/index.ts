export { housePrices } from './experiment.ts';
