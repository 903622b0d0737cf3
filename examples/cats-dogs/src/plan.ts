import type { Profile } from '@gradlab-examples/harness';
import type { Input } from './inputs.ts';
import {
  BASELINE,
  FINAL,
  FINAL_EIGHTH,
  LARGER,
  LARGER_EIGHTH,
  type Network,
  vgg,
  vggEighth,
  vggQuarter,
} from './networks.ts';

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

/** Run only where they are named: a twin that nothing was published of; and, where minutes count, the variations of C-K. */
const BY_NAME: Readonly<Record<Profile, readonly Part[]>> = {
  full: ['C-K-quarter'],
  quick: ['C-K-quarter', 'C-K-others'],
};

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

/** Of the reports: "up to 200" (C-H); C-K's number is not given, and early stopping ends it. */
const EPOCHS: Readonly<Record<Profile, Readonly<Record<'C-H' | 'C-K' | 'C-sizes', number>>>> = {
  full: { 'C-H': 200, 'C-K': 100, 'C-sizes': 40 },
  quick: { 'C-H': 2, 'C-K': 12, 'C-sizes': 5 },
};

/** C-K's, as reported; so few photos as a quick run has need smaller ones for there to be enough updates. */
const BATCH_SIZE: Readonly<Record<Profile, number>> = { full: 32, quick: 8 };

/** Of C-K's early stopping, in epochs: twice the patience of its plateau schedule, so that a lowered rate gets its turn. */
export const STOPPING_PATIENCE = 20;
/** Of C-K's schedule, as reported. */
export const PLATEAU = { factor: 0.05, patience: 10 } as const;

const SGD: Optimisation = { kind: 'sgd', momentum: 0 };

const SETTINGS = [
  { id: 'off-128', input: 'unit', batchSize: 128 },
  { id: 'on-128', input: 'standardised', batchSize: 128 },
  { id: 'on-10', input: 'standardised', batchSize: 10 },
] as const satisfies readonly { id: string; input: Input; batchSize: number }[];

/** Validation accuracies of C-H's table: a row for each of the settings, a column for each network. */
const PUBLISHED_TABLE = [
  [0.5035, 0.51, 0.4895],
  [0.783, 0.6355, 0.4895],
  [0.8315, 0.89, 0.756],
] as const;

/** Tested in the report is the best of the table alone. */
const PUBLISHED_TEST = { id: 'c-h-final-on-10', test: 0.88475 } as const;

function humourPlans(profile: Profile): Plan[] {
  const networks =
    profile === 'full'
      ? ([
          ['baseline', BASELINE],
          ['final', FINAL],
          ['larger', LARGER],
        ] as const)
      : ([
          ['baseline', BASELINE],
          ['final', FINAL_EIGHTH],
          ['larger', LARGER_EIGHTH],
        ] as const);
  const epochs = EPOCHS[profile]['C-H'];
  const base = {
    augmented: false,
    optimisation: SGD,
    learningRate: 1e-2,
    falling: 'cosine',
    l2: 0,
    dropout: 0,
    epochs,
  } as const;
  const table = SETTINGS.flatMap(({ id: setting, input, batchSize }, row) =>
    networks.map(([name, network], column): Plan => {
      const id = `c-h-${name}-${setting}`;
      const validation = PUBLISHED_TABLE[row]?.[column];
      const published = {
        ...(validation !== undefined && { validation }),
        ...(id === PUBLISHED_TEST.id && { test: PUBLISHED_TEST.test }),
      };
      const label = `C-H ${network.name}, ${input === 'unit' ? 'not standardised' : 'standardised'}, batch ${batchSize}`;
      return {
        ...base,
        id,
        label,
        part: `C-H-${name}`,
        network,
        input,
        batchSize,
        published: ofWhole(network, published),
      };
    }),
  );
  const remark = (id: string, label: string, changes: Partial<Plan>): Plan => ({
    ...base,
    id,
    label: `C-H ${changes.network?.name ?? BASELINE.name}, ${label}`,
    part: 'C-H-remarks',
    network: BASELINE,
    input: 'standardised',
    batchSize: 128,
    published: {},
    ...changes,
  });
  const [, , [, deep]] = networks;
  return [
    ...table,
    remark('c-h-baseline-bytes', 'bytes 0 to 255, batch 128', {
      input: 'bytes',
      published: { validation: PUBLISHED_TABLE[0][0] },
    }),
    remark('c-h-larger-adam', 'standardised, batch 128, Adam', {
      network: deep,
      optimisation: { kind: 'adam' },
      learningRate: 1e-3,
    }),
    remark('c-h-baseline-augmented', 'standardised, batch 128, augmented', { augmented: true }),
  ];
}

function skhPlans(profile: Profile): Plan[] {
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
    epochs: EPOCHS[profile]['C-K'],
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

/** How many photos the curve of accuracy over their number is drawn through. */
const SIZES = { full: [500, 1000, 2000, 4000], quick: [100, 200, 400] } as const;

/** The settings of the curve are ours: Adam and no plateau, so that each of its points is as well trained as the next. */
function sizePlans(profile: Profile): Plan[] {
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
    epochs: EPOCHS[profile]['C-sizes'],
    photos,
    published: {},
  }));
}

/** A twin is no network that anything was published of. */
const ofWhole = ({ design }: Network, published: Published): Published => (design === 'twin' ? {} : published);

/** How often C-K goes through the photos for each time that a point of the curve over their number does. */
const SIZES_SHARE = 2;

/**
 * The trainings of some parts, in the order of the report.
 *
 * @param profile `quick` has twins for networks that take hours
 * @param options `only`: the parts, all but those that are run by name unless given; `epochs`: of every training but those of `C-sizes`, which
 *   get half of it
 */
export function plansOf(
  profile: Profile,
  { only, epochs }: { readonly only?: readonly string[]; readonly epochs?: number } = {},
): readonly Plan[] {
  const wanted = new Set<string>(only ?? PARTS.filter((part) => !BY_NAME[profile].includes(part)));
  const plans = [...humourPlans(profile), ...skhPlans(profile), ...sizePlans(profile)];
  return plans
    .filter(({ part }) => wanted.has(part))
    .map((plan) => (epochs === undefined ? plan : { ...plan, epochs: epochsOf(plan, epochs) }));
}

function epochsOf({ part }: Plan, epochs: number): number {
  return part === 'C-sizes' ? Math.ceil(epochs / SIZES_SHARE) : epochs;
}

/** C-H's table as it was published. */
export const PUBLISHED_ROWS: readonly (readonly [setting: string, ...accuracies: readonly number[]])[] = SETTINGS.map(
  ({ input, batchSize }, row) => [
    `${input === 'unit' ? 'not standardised' : 'standardised'}, batch ${batchSize}`,
    ...(PUBLISHED_TABLE[row] ?? []),
  ],
);
