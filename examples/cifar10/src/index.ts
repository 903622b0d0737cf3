export { cifar10 } from './experiment.ts';
