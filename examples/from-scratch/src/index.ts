export { fromScratch } from './experiment.ts';
