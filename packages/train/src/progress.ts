export { type ConsoleProgressOptions, consoleProgress, type ProgressStream } from './progress/console-progress.ts';
