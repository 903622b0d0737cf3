import type { Section } from '@gradlab/plots';
import type { Comparison } from './comparison.ts';

/** A report of one experiment as plain data, from which a document of several is put together. */
export interface Chapter {
  readonly title: string;
  readonly subtitle: string;
  /** What was run, what came out, how to repeat it. */
  readonly sections: readonly Section[];
  readonly comparisons: readonly Comparison[];
  /** Where it was not run on what the published figures are for. */
  readonly elsewhere?: { readonly data: string; readonly reference: string };
  /** Wall time. */
  readonly seconds: number;
}
