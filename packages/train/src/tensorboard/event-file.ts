import { appendFile, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { type EventTime, histogramEvent, imageEvent, scalarEvent, versionEvent } from './event.ts';
import { histogramOf } from './histogram.ts';
import { concatBytes } from './protobuf.ts';
import { encodeRecord } from './record.ts';

/** Options of {@link EventFile}. */
export interface EventFileOptions {
  /** Name of the file; `events.out.tfevents.`, time, host and process unless given. */
  readonly name?: string;
  /** Seconds since 1970 as each event has them; the clock's unless given. */
  readonly now?: () => number;
}

/** A picture: bytes in row-major order, the channels of a pixel together. */
export interface Picture {
  /** `height · width · channels` values in [0, 255]. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** 1 (grey), 3 (red, green, blue) or 4 (and opacity). */
  readonly channels: 1 | 3 | 4;
}

let opened = 0;

/**
 * A file of events that TensorBoard reads: scalars, histograms and pictures under tags, by step. Events are gathered in memory until
 * `flush`; what TensorBoard shows of a tag is what was flushed. Node only.
 *
 * @example
 * ```ts
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { EventFile } from '@gradlab/train/tensorboard';
 *
 * const folder = await mkdtemp(join(tmpdir(), 'logs-'));
 * const file = new EventFile(folder);
 * for (let step = 0; step < 10; step++) file.scalar('loss', 1 / (1 + step), step);
 * file.histogram('dense1.weight', [0.1, -0.2, 0.3], 9);
 * await file.image('first filter', { data: Uint8Array.of(0, 255, 128, 64), width: 2, height: 2, channels: 1 }, 9);
 * await file.flush(); // tensorboard --logdir …
 * await rm(folder, { recursive: true });
 * ```
 */
export class EventFile {
  /** Where it is. */
  readonly path: string;
  readonly #folder: string;
  readonly #now: () => number;
  #records: Uint8Array[] = [];
  #writing: Promise<void> = Promise.resolve();

  /** @param folder made with the first flush if it is not there; a run of TensorBoard is a folder */
  constructor(folder: string, options: EventFileOptions = {}) {
    this.#now = options.now ?? (() => Date.now() / 1000);
    const number = opened++;
    const name = `events.out.tfevents.${Math.floor(this.#now())}.${hostname()}.${process.pid}.${number}`;
    this.#folder = folder;
    this.path = join(folder, options.name ?? name);
    this.#add(versionEvent(this.#now()));
  }

  /**
   * A number, stored as float32; TensorBoard shows NaN and infinities as such.
   *
   * @throws TypeError or RangeError if an argument is wrong
   */
  scalar(tag: string, value: number, step: number): void {
    const time = this.#time('scalar', tag, step);
    if (typeof value !== 'number') throw new TypeError(`scalar: value must be a number, got ${describeValue(value)}`);
    this.#add(scalarEvent(time, tag, value));
  }

  /**
   * The distribution of values, in 30 ranges of equal width; what is not finite is left out.
   *
   * @throws TypeError or RangeError if an argument is wrong
   */
  histogram(tag: string, values: ArrayLike<number>, step: number): void {
    const time = this.#time('histogram', tag, step);
    if (typeof values?.length !== 'number') {
      throw new TypeError(`histogram: values must be a list of numbers, got ${describeValue(values)}`);
    }
    this.#add(histogramEvent(time, tag, histogramOf(values)));
  }

  /**
   * A picture, stored as PNG.
   *
   * @throws TypeError or RangeError if an argument is wrong
   */
  async image(tag: string, picture: Picture, step: number): Promise<void> {
    const time = this.#time('image', tag, step);
    const { data, width, height, channels } = picture;
    requireInteger('image', 'width', width, { min: 1 });
    requireInteger('image', 'height', height, { min: 1 });
    requireOneOf('image', 'channels', String(channels), ['1', '3', '4']);
    if (!(data instanceof Uint8Array) || data.length !== width * height * channels) {
      const expected = `a Uint8Array of ${width * height * channels} values`;
      throw new RangeError(`image: data must be ${expected}, got ${describeValue(data)}`);
    }
    const { encode } = await import('fast-png');
    this.#add(imageEvent(time, tag, { width, height, channels, png: encode({ data, width, height, channels }) }));
  }

  /** Writes what was gathered to the end of the file. */
  flush(): Promise<void> {
    // A flush that failed was told to its caller, and is no reason for the next one to fail.
    const before = this.#writing.catch(() => undefined);
    this.#writing = before.then(async () => {
      await mkdir(this.#folder, { recursive: true });
      const bytes = concatBytes(this.#records);
      this.#records = [];
      await appendFile(this.path, bytes);
    });
    return this.#writing;
  }

  #add(event: Uint8Array): void {
    this.#records.push(encodeRecord(event));
  }

  #time(caller: string, tag: string, step: number): EventTime {
    if (typeof tag !== 'string' || tag === '') {
      throw new TypeError(`${caller}: tag must be a text of at least one character, got ${describeValue(tag)}`);
    }
    return { step: requireInteger(caller, 'step', step, { min: 0 }), wallTime: this.#now() };
  }
}
