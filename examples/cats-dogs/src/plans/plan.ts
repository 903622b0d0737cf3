import type { Input } from '../inputs.ts';
import type { Network } from '../networks.ts';

/** What can be run by itself. */
export const PARTS = [
  'C-H-baseline',
  'C-H-final',
  'C-H-larger',
  'C-H-remarks',
  'C-K',
  'C-K-quarter',
  'C-K-others',
  'C-sizes',
] as const;
export type Part = (typeof PARTS)[number];

/** How the weights are moved. */
export type Optimisation = { readonly kind: 'sgd'; readonly momentum: number } | { readonly kind: 'adam' };

/** How the learning rate falls: along a cosine to zero, or where the validation loss no longer falls. */
export type Falling = 'cosine' | 'plateau';

/** One training to run. */
export interface Plan {
  /** `c-k-augmented`: the name of its files. */
  readonly id: string;
  /** Its name in tables and legends. */
  readonly label: string;
  readonly part: Part;
  readonly network: Network;
  readonly input: Input;
  readonly augmented: boolean;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly optimisation: Optimisation;
  readonly falling: Falling;
  /** λ of λ/2·‖w‖² on all but biases. */
  readonly l2: number;
  readonly dropout: number;
  readonly epochs: number;
  /** Of the training photos; all unless given. Fewer are gone through as often as makes the updates of all. */
  readonly photos?: number;
  /** What was published of it: for 19,998 training photos, and not for a twin. */
  readonly published: Published;
}

/** Shares of photos that are classified rightly. */
export interface Published {
  readonly validation?: number;
  readonly test?: number;
}
