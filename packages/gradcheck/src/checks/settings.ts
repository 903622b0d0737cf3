import { key, type Seed } from '@gradlab/random';
import { describeValue, requireInteger, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import { SCHEMES, type Scheme } from '../numeric/schemes.ts';

/** How much is compared: every element, or a few random directions through all of them. */
export const MODES = ['full', 'fast'] as const;
export type Mode = (typeof MODES)[number];

/** How far a check has come. */
export interface GradcheckProgress {
  /** Comparisons made. */
  readonly done: number;
  /** Comparisons to be made, as far as is known now. */
  readonly total: number;
}

export interface GradcheckOptions {
  /**
   * `'full'` (default) compares each element. `'fast'` compares slopes along random directions through all elements of an
   * input, and looks for the element only where they disagree.
   */
  readonly mode?: Mode;
  /** In full mode: compare at most so many randomly chosen elements of each input. Default: all. */
  readonly elements?: number;
  /** In fast mode: directions for each input; default 3. */
  readonly directions?: number;
  /** `'central'` (default), `'forward'` or `'ridders'`. */
  readonly scheme?: Scheme;
  /**
   * Perturbation, > 0. Default 2⁻²⁰ (about 1e-6), which leaves a float32 exact when added; 2⁻⁶ for the Ridders scheme. Elements beyond
   * 1024 in magnitude are perturbed by as much more as they are larger, to a power of two.
   */
  readonly epsilon?: number;
  /** Relative tolerance, ≥ 0; default 1e-3. */
  readonly rtol?: number;
  /** Absolute tolerance in units of the largest gradient of the same input, ≥ 0; default 1e-6. */
  readonly atol?: number;
  /** 1 (default) checks the gradients, 2 the gradients of the gradients. */
  readonly order?: 1 | 2;
  /** Whether to compare the current backend's values and gradients with the float64 ones too; default true. */
  readonly checkBackend?: boolean;
  /** Of the directions, the elements chosen, and the upstream gradient; default 0. */
  readonly seed?: Seed;
  /** Ends the check early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told now and then how far the check has come. */
  readonly onProgress?: (progress: GradcheckProgress) => void;
}

/** Options with their defaults. */
export interface Settings {
  readonly mode: Mode;
  readonly elements: number;
  readonly directions: number;
  readonly scheme: Scheme;
  readonly epsilon: number;
  readonly rtol: number;
  readonly atol: number;
  readonly order: 1 | 2;
  readonly checkBackend: boolean;
  readonly seed: Seed;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: GradcheckProgress) => void) | undefined;
}

const DEFAULT_EPSILON: Readonly<Record<Scheme, number>> = {
  central: 2 ** -20,
  forward: 2 ** -20,
  ridders: 2 ** -6,
};

/** @throws TypeError or RangeError for an option that is not valid */
export function requireSettings(caller: string, options: GradcheckOptions): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`${caller}: options must be an object, got ${describeValue(options)}`);
  }
  const scheme = requireOneOf(caller, 'scheme', options.scheme ?? 'central', SCHEMES);
  return {
    mode: requireOneOf(caller, 'mode', options.mode ?? 'full', MODES),
    elements:
      options.elements === undefined
        ? Number.POSITIVE_INFINITY
        : requireInteger(caller, 'elements', options.elements, { min: 1 }),
    directions: requireInteger(caller, 'directions', options.directions ?? 3, { min: 1 }),
    scheme,
    epsilon: requireNumber(caller, 'epsilon', options.epsilon ?? DEFAULT_EPSILON[scheme], { above: 0 }),
    rtol: requireNumber(caller, 'rtol', options.rtol ?? 1e-3, { min: 0 }),
    atol: requireNumber(caller, 'atol', options.atol ?? 1e-6, { min: 0 }),
    order: requireInteger(caller, 'order', options.order ?? 1, { min: 1, max: 2 }) as 1 | 2,
    checkBackend: requireBoolean(caller, 'checkBackend', options.checkBackend ?? true),
    seed: key(options.seed ?? 0),
    signal: options.signal,
    onProgress: options.onProgress,
  };
}

function requireBoolean(caller: string, name: string, value: unknown): boolean {
  if (typeof value !== 'boolean')
    throw new TypeError(`${caller}: ${name} must be a boolean, got ${describeValue(value)}`);
  return value;
}
