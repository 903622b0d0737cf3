import type { Profile } from '@gradlab-examples/harness';
import { type Network, vgg, vggEighth, vggQuarter } from '../networks.ts';
import type { Plan } from './plan.ts';

/** Not given in the report, and ended by early stopping. */
const EPOCHS: Readonly<Record<Profile, number>> = { full: 100, quick: 12 };

/** C-K's, as reported; so few photos as a quick run has need smaller ones for there to be enough updates. */
export const BATCH_SIZE: Readonly<Record<Profile, number>> = { full: 32, quick: 8 };

/** Of C-K's early stopping, in epochs: twice the patience of its plateau schedule, so that a lowered rate gets its turn. */
export const STOPPING_PATIENCE = 20;
/** Of C-K's schedule, as reported. */
export const PLATEAU = { factor: 0.05, patience: 10 } as const;

/** C-K: augmentation against none, the other runs of its report, and a twin that an hour is enough for. */
export function vggPlans(profile: Profile): Plan[] {
  const whole = (dropout: number): Network => (profile === 'full' ? vgg(dropout) : vggEighth(dropout));
  const settings = {
    part: 'C-K',
    input: 'centred',
    augmented: true,
    batchSize: BATCH_SIZE[profile],
    learningRate: 1e-2,
    optimisation: { kind: 'sgd', momentum: 0.9 },
    falling: 'plateau',
    l2: 1.5e-3,
    dropout: 0.5,
    epochs: EPOCHS[profile],
    published: {},
  } as const;
  const plan = (id: string, label: string, changes: Partial<Plan> = {}, build = whole): Plan => {
    const network = build(changes.dropout ?? settings.dropout);
    return { ...settings, id, label: `C-K ${network.name}, ${label}`, network, ...changes };
  };
  const published = { validation: 0.93, test: 0.94397 };
  return [
    plan('c-k-plain', 'no augmentation', { augmented: false }),
    plan('c-k-augmented', 'augmentation', { published: profile === 'full' ? published : {} }),
    plan('c-k-l2-2e-3', 'L2 2e-3', { part: 'C-K-others', l2: 2e-3 }),
    plan('c-k-l2-1e-3', 'L2 1e-3', { part: 'C-K-others', l2: 1e-3 }),
    plan('c-k-slow', 'rate 1e-3, dropout 0.4', { part: 'C-K-others', learningRate: 1e-3, dropout: 0.4 }),
    plan('c-k-quarter-plain', 'no augmentation', { part: 'C-K-quarter', augmented: false }, vggQuarter),
    plan('c-k-quarter-augmented', 'augmentation', { part: 'C-K-quarter' }, vggQuarter),
  ];
}
