export { colouredDigits } from './experiment.ts';
