export {
  type ConsoleProgressOptions,
  consoleProgress,
  type ProgressMode,
  type ProgressStream,
} from './progress/console-progress.ts';
