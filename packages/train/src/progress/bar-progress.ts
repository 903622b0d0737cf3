import cliProgress from 'cli-progress';
import type { Callback, StepRecord } from '../fit/callbacks.ts';
import type { ProgressStream } from './console-progress.ts';
import { formatDuration, formatMetrics } from './format-progress.ts';
import { Pace } from './pace.ts';

const REDRAW_MS = 100;
// What matters most comes first: a narrow terminal cuts the line at its right edge.
const FORMAT = '{label}{bar} epoch {epoch}/{epochs}  {left} left  {details}';
const BAR_SIZE = 16;

/** One bar over all epochs, redrawn in place. */
export function barProgress(label: string, stepsPerEpoch: number, stream: ProgressStream): Callback {
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
  let pace = new Pace(0, 0);
  let redrawn = 0;
  let epochs = 1;
  const payload = (record: StepRecord): Record<string, string | number> => {
    const { rate, left } = pace.after(record);
    const details = `${formatMetrics(record)}  ${Math.round(rate)} examples/s`;
    return { label, epoch: record.epoch, epochs, details, left: formatDuration(left) };
  };
  return {
    onTrainBegin(info) {
      epochs = info.epochs;
      pace = new Pace(epochs * stepsPerEpoch, info.updates);
      drawn.start(epochs * stepsPerEpoch, info.updates, { label, epoch: info.epoch, epochs, details: '', left: '…' });
    },
    onStepEnd(record) {
      const now = performance.now();
      const last = record.step === stepsPerEpoch;
      if (now - redrawn < REDRAW_MS && !last) return;
      redrawn = now;
      drawn.update(record.updates, payload(record));
    },
    onTrainEnd() {
      drawn.stop();
    },
  };
}
