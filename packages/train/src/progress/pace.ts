import type { StepRecord } from '../fit/callbacks.ts';

/** How fast a training goes, and how long it has to go. */
export class Pace {
  readonly #total: number;
  readonly #before: number;
  readonly #started: number = performance.now();

  /**
   * @param total number of updates of the whole training
   * @param before number of updates that were made before the clock started
   */
  constructor(total: number, before: number) {
    this.#total = total;
    this.#before = before;
  }

  /** Examples a second, and seconds that remain at the pace so far. */
  after({ updates, step, examples }: StepRecord): { rate: number; left: number } {
    const elapsed = (performance.now() - this.#started) / 1000;
    const done = updates - this.#before;
    const left = (elapsed / done) * Math.max(0, this.#total - updates);
    return { rate: (done * (examples / step)) / elapsed, left };
  }
}
