import type { Histogram } from './histogram.ts';
import { bytesField, concatBytes, doubleField, doublesField, floatField, integerField, textField } from './protobuf.ts';

// The messages of tensorflow/core/util/event.proto and framework/summary.proto, with the numbers of their fields.

/** When something happened. */
export interface EventTime {
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Of the training, an integer ≥ 0. */
  readonly step: number;
}

/** The first event of a file. */
export function versionEvent(wallTime: number): Uint8Array {
  return concatBytes([doubleField(1, wallTime), textField(3, 'brain.Event:2')]);
}

function summaryEvent({ wallTime, step }: EventTime, tag: string, value: Uint8Array): Uint8Array {
  const summary = bytesField(1, concatBytes([textField(1, tag), value]));
  return concatBytes([doubleField(1, wallTime), integerField(2, step), bytesField(5, summary)]);
}

/** A number under a tag. */
export function scalarEvent(time: EventTime, tag: string, value: number): Uint8Array {
  return summaryEvent(time, tag, floatField(2, value));
}

/** A picture under a tag, as a PNG file. */
export function imageEvent(
  time: EventTime,
  tag: string,
  image: { readonly width: number; readonly height: number; readonly channels: number; readonly png: Uint8Array },
): Uint8Array {
  const { width, height, channels, png } = image;
  const sizes = [integerField(1, height), integerField(2, width), integerField(3, channels)];
  return summaryEvent(time, tag, bytesField(4, concatBytes([...sizes, bytesField(4, png)])));
}

/** A histogram under a tag. */
export function histogramEvent(time: EventTime, tag: string, histogram: Histogram): Uint8Array {
  const { min, max, count, sum, sumOfSquares, limits, counts } = histogram;
  const sums = [min, max, count, sum, sumOfSquares].map((value, i) => doubleField(i + 1, value));
  return summaryEvent(
    time,
    tag,
    bytesField(5, concatBytes([...sums, doublesField(6, limits), doublesField(7, counts)])),
  );
}
