import { requireInteger } from '@gradlab-internal/checks';
import cliProgress from 'cli-progress';
import type { Callback, StepRecord } from '../fit/callbacks.ts';
import type { EpochRecord } from '../fit/history.ts';
import { formatDuration, formatMetrics } from './format-progress.ts';

/** Where progress is written: `process.stderr` or a stand-in. */
export interface ProgressStream {
  /** True for a terminal, where a bar can be redrawn. */
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Options of {@link consoleProgress}. */
export interface ConsoleProgressOptions {
  /** Number of updates in one epoch, an integer ≥ 1: the bar's length and the remaining time come from it. */
  readonly stepsPerEpoch: number;
  /** What is being trained; stands before the bar. Nothing unless given. */
  readonly label?: string;
  /** Where to write; standard error unless given, so that standard output stays free for results. */
  readonly stream?: ProgressStream;
}

const REDRAW_MS = 100;
// What matters most comes first: a narrow terminal cuts the line at its right edge.
const FORMAT = '{label}{bar} epoch {epoch}/{epochs}  {left} left  {details}';
const BAR_SIZE = 16;

/**
 * Shows a training in a terminal: one bar over all its epochs with loss, metrics, examples a second and remaining time.
 * Where there is no terminal, a line after each epoch.
 *
 * @param options `stepsPerEpoch`, a label, a stream
 * @returns a callback for `fit`
 * @throws RangeError if `stepsPerEpoch` is not an integer ≥ 1
 */
export function consoleProgress(options: ConsoleProgressOptions): Callback {
  const stepsPerEpoch = requireInteger('consoleProgress', 'stepsPerEpoch', options.stepsPerEpoch, { min: 1 });
  const { label, stream = process.stderr } = options;
  const prefix = label === undefined ? '' : `${label} `;
  return stream.isTTY === true ? bar(prefix, stepsPerEpoch, stream) : lines(prefix, stream);
}

function bar(label: string, stepsPerEpoch: number, stream: ProgressStream): Callback {
  const drawn = new cliProgress.SingleBar(
    {
      format: FORMAT,
      stream: stream as NodeJS.WriteStream,
      hideCursor: true,
      barsize: BAR_SIZE,
      clearOnComplete: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let started = 0;
  let redrawn = 0;
  let epochs = 1;
  const payload = (record: StepRecord): Record<string, string | number> => {
    const done = (record.epoch - 1) * stepsPerEpoch + record.step;
    const elapsed = (performance.now() - started) / 1000;
    const rate = Math.round((done * (record.examples / record.step)) / elapsed);
    const left = formatDuration((elapsed / done) * (epochs * stepsPerEpoch - done));
    return { label, epoch: record.epoch, epochs, details: `${formatMetrics(record)}  ${rate} examples/s`, left };
  };
  return {
    onTrainBegin(info) {
      epochs = info.epochs;
      started = performance.now();
      drawn.start(epochs * stepsPerEpoch, 0, { label, epoch: 1, epochs, details: '', left: '…' });
    },
    onStepEnd(record) {
      const now = performance.now();
      const last = record.step === stepsPerEpoch;
      if (now - redrawn < REDRAW_MS && !last) return;
      redrawn = now;
      drawn.update((record.epoch - 1) * stepsPerEpoch + record.step, payload(record));
    },
    onTrainEnd() {
      drawn.stop();
    },
  };
}

function lines(label: string, stream: ProgressStream): Callback {
  let epochs = 1;
  return {
    onTrainBegin(info) {
      epochs = info.epochs;
    },
    onEpochEnd(record: EpochRecord) {
      const evaluated = Object.entries(record.evaluations).map(([set, metrics]) =>
        formatMetrics({ metrics: () => metrics }, set),
      );
      const parts = [formatMetrics({ loss: record.loss, metrics: () => record.metrics }), ...evaluated];
      stream.write(`${label}epoch ${record.epoch}/${epochs}  ${parts.join('  ')}  ${record.seconds.toFixed(1)} s\n`);
    },
  };
}
