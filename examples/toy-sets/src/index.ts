export { toySets } from './sets/experiment.ts';
