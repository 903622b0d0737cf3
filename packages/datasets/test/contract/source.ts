import type { Dataset, DatasetErrorCode } from '../../src/index.ts';

/** A loader or a generator, as the contract suite sees it. */
export interface Source {
  readonly name: string;
  readonly size: number;
  /** Of one input; `scale` absent for values that are kept as they are. */
  readonly x: {
    readonly storage: 'Uint8Array' | 'Float32Array';
    readonly shape: readonly number[];
    readonly scale?: number;
    /** Whether values may be missing (NaN). */
    readonly gaps?: boolean;
  };
  /** By name, `y` for a single one: how many classes, or that it is a number. */
  readonly targets: Readonly<Record<string, number | 'number'>>;
  /** Writes the files that are read, if any are. */
  readonly files?: (directory: string) => Promise<void>;
  readonly make: (place: Place) => Promise<Dataset> | Dataset;
  /** Whether `make` can be stopped. */
  readonly stoppable: boolean;
  readonly wrong: readonly Wrong[];
}

export interface Place {
  readonly directory: string;
  readonly signal?: AbortSignal;
}

/** Arguments that are refused, and how. */
export interface Wrong {
  readonly why: string;
  readonly make: (place: Place) => unknown;
  readonly error: DatasetErrorCode | typeof TypeError | typeof RangeError;
}
