import { requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';

/** How to lower the learning rate where a watched number no longer improves. */
export interface PlateauOptions {
  /** Whether a greater or a smaller value is better. */
  readonly mode: 'max' | 'min';
  /** What the rate is multiplied by, in (0, 1); 0.1 unless given. */
  readonly factor?: number;
  /** Number of epochs without an improvement that are let pass, an integer ≥ 0; 10 unless given. */
  readonly patience?: number;
  /** What counts as an improvement, ≥ 0; 1e-4 unless given. */
  readonly threshold?: number;
  /** Whether the threshold is a part of the best value or an amount; `'relative'` unless given. */
  readonly thresholdMode?: 'relative' | 'absolute';
  /** Number of epochs after a reduction in which nothing is counted, an integer ≥ 0; 0 unless given. */
  readonly cooldown?: number;
  /** The rate is never lowered below this, ≥ 0; 0 unless given. */
  readonly minRate?: number;
  /** A reduction by no more than this is left out; 1e-8 unless given. */
  readonly epsilon?: number;
}

/** What a {@link Plateau} has seen. */
export interface PlateauState {
  readonly best: number | null;
  readonly bad: number;
  readonly cooling: number;
  readonly reductions: number;
}

/** Counts the reductions that PyTorch's `ReduceLROnPlateau` makes. The rate itself comes from elsewhere, so that any schedule mixes with it. */
export class Plateau {
  readonly #options: Required<PlateauOptions>;
  #state: PlateauState = { best: null, bad: 0, cooling: 0, reductions: 0 };

  constructor(options: PlateauOptions) {
    const name = 'reduceOnPlateau';
    this.#options = {
      mode: requireOneOf(name, 'mode', options.mode, ['max', 'min']),
      factor: requireNumber(name, 'factor', options.factor ?? 0.1, { above: 0, below: 1 }),
      patience: requireInteger(name, 'patience', options.patience ?? 10, { min: 0 }),
      threshold: requireNumber(name, 'threshold', options.threshold ?? 1e-4, { min: 0 }),
      thresholdMode: requireOneOf(name, 'thresholdMode', options.thresholdMode ?? 'relative', ['relative', 'absolute']),
      cooldown: requireInteger(name, 'cooldown', options.cooldown ?? 0, { min: 0 }),
      minRate: requireNumber(name, 'minRate', options.minRate ?? 0, { min: 0 }),
      epsilon: requireNumber(name, 'epsilon', options.epsilon ?? 1e-8, { min: 0 }),
    };
  }

  /** Takes in the value after an epoch. */
  observe(value: number): void {
    const { patience, cooldown } = this.#options;
    const improved = this.#isImprovement(value);
    const { best, cooling, reductions } = this.#state;
    const bad = improved || cooling > 0 ? 0 : this.#state.bad + 1;
    const reduce = bad > patience;
    this.#state = {
      best: improved ? value : best,
      bad: reduce ? 0 : bad,
      cooling: reduce ? cooldown : Math.max(0, cooling - 1),
      reductions: reductions + Number(reduce),
    };
  }

  /** A rate after all reductions so far. */
  reduce(rate: number): number {
    const { factor, minRate, epsilon } = this.#options;
    let reduced = rate;
    for (let i = 0; i < this.#state.reductions; i++) {
      const next = Math.max(reduced * factor, minRate);
      if (reduced - next > epsilon) reduced = next;
    }
    return reduced;
  }

  save(): PlateauState {
    return this.#state;
  }

  load(state: PlateauState): void {
    this.#state = state;
  }

  #isImprovement(value: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    const { best } = this.#state;
    if (best === null) return mode === 'max' ? value > -Infinity : value < Infinity;
    const sign = mode === 'max' ? 1 : -1;
    const bound = thresholdMode === 'relative' ? best * (1 + sign * threshold) : best + sign * threshold;
    return mode === 'max' ? value > bound : value < bound;
  }
}
