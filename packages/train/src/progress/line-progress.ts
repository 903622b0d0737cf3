import type { Callback } from '../fit/callbacks.ts';
import type { ProgressStream } from './console-progress.ts';
import { formatMetrics } from './format-progress.ts';

/** A line after each epoch. */
export function lineProgress(label: string, stream: ProgressStream): Callback {
  let epochs = 1;
  return {
    onTrainBegin(info) {
      epochs = info.epochs;
    },
    onEpochEnd(record) {
      const evaluated = Object.entries(record.evaluations).map(([set, metrics]) =>
        formatMetrics({ metrics: () => metrics }, set),
      );
      const parts = [formatMetrics({ loss: record.loss, metrics: () => record.metrics }), ...evaluated];
      stream.write(`${label}epoch ${record.epoch}/${epochs}  ${parts.join('  ')}  ${record.seconds.toFixed(1)} s\n`);
    },
  };
}
