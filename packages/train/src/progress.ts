export { type ConsoleProgressOptions, consoleProgress } from './console-progress.ts';
