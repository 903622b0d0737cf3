import type { EpochRecord } from '@gradlab/train';
import type { LayerRow } from '@gradlab-examples/harness';
import type { Plan } from './plans/plan.ts';

/** A finished training, as plain data. What a network said of each photo is there, so that all else follows from it. */
export interface Training {
  readonly id: string;
  readonly label: string;
  readonly part: Plan['part'];
  readonly network: {
    readonly name: string;
    readonly description: string;
    readonly design: string;
    readonly parameterCount: number;
  };
  readonly settings: Settings;
  readonly published: Plan['published'];
  readonly layers: readonly LayerRow[];
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights were tested: the best on the validation photos. */
  readonly keptEpoch: number;
  readonly stoppedEarly: boolean;
  /** Why it ended before its time, where the loss was no number any more. */
  readonly failure: string | null;
  /** For each validation photo the probability of a dog. */
  readonly validation: readonly number[];
  /** For each test photo the probability of a dog. */
  readonly test: readonly number[];
  /** Wall time of the training part alone. */
  readonly seconds: number;
}

/** What a run found. */
export interface Results {
  /** True classes, 0 a cat and 1 a dog, in the order of the probabilities. */
  readonly labels: { readonly validation: readonly number[]; readonly test: readonly number[] };
  readonly trainings: readonly Training[];
}

/** What a training was done with. */
export type Settings = Pick<
  Plan,
  'input' | 'augmented' | 'batchSize' | 'learningRate' | 'optimisation' | 'falling' | 'l2' | 'dropout' | 'epochs'
> & { readonly photos: number | null };

/** What a record says of its plan. */
export function describePlan(
  plan: Plan,
): Pick<Training, 'id' | 'label' | 'part' | 'network' | 'settings' | 'published'> {
  const { id, label, part, published } = plan;
  const { name, description, design, parameterCount } = plan.network;
  const { input, augmented, batchSize, learningRate, optimisation, falling, l2, dropout, epochs } = plan;
  const settings = { input, augmented, batchSize, learningRate, optimisation, falling, l2, dropout, epochs };
  return {
    id,
    label,
    part,
    network: { name, description, design, parameterCount },
    settings: { ...settings, photos: plan.photos ?? null },
    published,
  };
}
