export { type DigitInputOptions, digitInput } from './digit-input.ts';
