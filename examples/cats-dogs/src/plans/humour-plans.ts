import type { Profile } from '@gradlab-examples/harness';
import type { Input } from '../inputs.ts';
import { BASELINE, FINAL, FINAL_EIGHTH, LARGER, LARGER_EIGHTH, type Network } from '../networks.ts';
import type { Optimisation, Plan, Published } from './plan.ts';

/** Of the report: "up to 200". */
const EPOCHS: Readonly<Record<Profile, number>> = { full: 200, quick: 2 };

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

/** C-H: a table of three settings and three networks, and what its report tells beside it. */
export function humourPlans(profile: Profile): Plan[] {
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
  const epochs = EPOCHS[profile];
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

/** A twin is no network that anything was published of. */
const ofWhole = ({ design }: Network, published: Published): Published => (design === 'twin' ? {} : published);

/** C-H's table as it was published. */
export const PUBLISHED_ROWS: readonly (readonly [setting: string, ...accuracies: readonly number[]])[] = SETTINGS.map(
  ({ input, batchSize }, row) => [
    `${input === 'unit' ? 'not standardised' : 'standardised'}, batch ${batchSize}`,
    ...(PUBLISHED_TABLE[row] ?? []),
  ],
);
