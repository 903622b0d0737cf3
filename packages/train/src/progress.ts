export { type ConsoleProgressOptions, consoleProgress, type ProgressStream } from './console-progress.ts';
