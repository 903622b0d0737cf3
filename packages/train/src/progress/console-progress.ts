import { requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type { Callback } from '../fit/callbacks.ts';
import { barProgress } from './bar-progress.ts';
import { jsonProgress } from './json-progress.ts';
import { lineProgress } from './line-progress.ts';

/** Where progress is written: `process.stderr` or a stand-in. */
export interface ProgressStream {
  /** True for a terminal, where a bar can be redrawn. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * How progress is shown: a bar, a line after each epoch, a line of JSON after each epoch and now and then between, nothing; or a bar in a
 * terminal and lines elsewhere (`'auto'`).
 */
export type ProgressMode = 'auto' | 'bar' | 'lines' | 'json' | 'quiet';

/** Options of {@link consoleProgress}. */
export interface ConsoleProgressOptions {
  /** Number of updates in one epoch, an integer ≥ 1: the bar's length and the remaining time come from it. */
  readonly stepsPerEpoch: number;
  /** What is being trained; stands before the bar, and in each line. Nothing unless given. */
  readonly label?: string;
  /** Where to write; standard error unless given, so that standard output stays free for results. */
  readonly stream?: ProgressStream;
  /** `'auto'` unless given. */
  readonly mode?: ProgressMode;
}

const MODES: readonly ProgressMode[] = ['auto', 'bar', 'lines', 'json', 'quiet'];

/**
 * Shows a training in a terminal: one bar over all its epochs with loss, metrics, examples a second and remaining time.
 * Where there is no terminal, a line after each epoch. As JSON, each line is `{"event":"step",…}` or `{"event":"epoch",…}`, for programs.
 *
 * @param options `stepsPerEpoch`, a label, a stream, a mode
 * @returns a callback for `fit`
 * @throws RangeError if `stepsPerEpoch` is not an integer ≥ 1 or there is no such mode
 */
export function consoleProgress(options: ConsoleProgressOptions): Callback {
  const stepsPerEpoch = requireInteger('consoleProgress', 'stepsPerEpoch', options.stepsPerEpoch, { min: 1 });
  const mode = requireOneOf('consoleProgress', 'mode', options.mode ?? 'auto', MODES);
  const { label, stream = process.stderr } = options;
  const prefix = label === undefined ? '' : `${label} `;
  if (mode === 'quiet') return {};
  if (mode === 'json') return jsonProgress(label, stepsPerEpoch, stream);
  const drawn = mode === 'bar' || (mode === 'auto' && stream.isTTY === true);
  return drawn ? barProgress(prefix, stepsPerEpoch, stream) : lineProgress(prefix, stream);
}
