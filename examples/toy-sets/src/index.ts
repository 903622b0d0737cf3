export { toySets } from './sets/experiment.ts';
export { toySweeps } from './sweeps/experiment.ts';
