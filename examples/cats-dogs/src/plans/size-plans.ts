import type { Profile } from '@gradlab-examples/harness';
import { vggEighth, vggQuarter } from '../networks.ts';
import type { Plan } from './plan.ts';
import { BATCH_SIZE } from './vgg-plans.ts';

const EPOCHS: Readonly<Record<Profile, number>> = { full: 40, quick: 5 };

/** How many photos the curve of accuracy over their number is drawn through. */
const SIZES = { full: [500, 1000, 2000, 4000], quick: [100, 200, 400] } as const;

/** The settings of the curve are ours: Adam and no plateau, so that each of its points is as well trained as the next. */
export function sizePlans(profile: Profile): Plan[] {
  const network = profile === 'full' ? vggQuarter(0.5) : vggEighth(0.5);
  return SIZES[profile].map((photos) => ({
    id: `c-sizes-${photos}`,
    label: `${network.name}, ${photos.toLocaleString('en-US')} photos`,
    part: 'C-sizes',
    network,
    input: 'centred',
    augmented: true,
    batchSize: BATCH_SIZE[profile],
    learningRate: 5e-4,
    optimisation: { kind: 'adam' },
    falling: 'cosine',
    l2: 0,
    dropout: 0.5,
    epochs: EPOCHS[profile],
    photos,
    published: {},
  }));
}
