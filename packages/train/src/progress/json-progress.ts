import type { Callback } from '../fit/callbacks.ts';
import type { ProgressStream } from './console-progress.ts';
import { Pace } from './pace.ts';

const STEP_MS = 1000;

/** A line of JSON for the beginning and the end, for each epoch, and once a second for the update that was made then. */
export function jsonProgress(label: string | undefined, stepsPerEpoch: number, stream: ProgressStream): Callback {
  const write = (event: string, data: object): void => {
    stream.write(`${JSON.stringify({ event, ...(label !== undefined && { label }), ...data })}\n`);
  };
  let pace = new Pace(0, 0);
  let written = 0;
  return {
    onTrainBegin(info) {
      pace = new Pace(info.epochs * stepsPerEpoch, info.updates);
      written = performance.now();
      write('begin', { ...info });
    },
    onStepEnd({ metrics, ...record }) {
      if (performance.now() - written < STEP_MS) return;
      written = performance.now();
      const { rate, left } = pace.after({ ...record, metrics });
      write('step', { ...record, metrics: metrics(), examplesPerSecond: rate, secondsLeft: left });
    },
    onEpochEnd(record) {
      write('epoch', { ...record });
    },
    onTrainEnd() {
      write('end', {});
    },
  };
}
