export { discardTape } from './discard-tape.ts';
