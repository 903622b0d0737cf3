export { catsDogs } from './experiment.ts';
