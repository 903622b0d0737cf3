import { type NetworkSettings, networkSettings } from './network-settings.ts';

/** A figure that a report prints. */
export interface Published {
  readonly measure:
    | 'training accuracy'
    | 'validation accuracy'
    | 'test accuracy'
    | 'validation accuracy after 10 epochs';
  readonly value: number;
  /** Of a training of so many; of any length where that is not printed. */
  readonly epochs?: number;
}

/** A network to train whole and to test once. */
export interface TrainingPlan {
  /** `k-512-512`: the name of its files. */
  readonly id: string;
  /** Its name in tables. */
  readonly label: string;
  readonly settings: NetworkSettings;
  readonly epochs: number;
  /** Whether the weights of the epoch that is best on the validation digits are tested, or those of the last. */
  readonly keepBest: boolean;
  /** What is printed of it. */
  readonly published: readonly Published[];
}

/** Sizes with training, validation and test accuracy as team skhwkk05 prints them. */
const SIZES: readonly (readonly [readonly [number, number], number, number, number])[] = [
  [[512, 512], 0.9876, 0.9767, 0.9733],
  [[256, 256], 0.9856, 0.9726, 0.9736],
  [[512, 256], 0.9873, 0.9758, 0.9726],
  [[64, 64], 0.9776, 0.9669, 0.9656],
  [[32, 32], 0.971, 0.9634, 0.9593],
];
/** "About", of all five. */
const AFTER_TEN_EPOCHS = 0.94;
const SIZE_EPOCHS = 60;

/** Part K: five sizes. */
export function sizePlans(epochs: number): TrainingPlan[] {
  return SIZES.map(([hidden, train, validation, test]) => ({
    id: `k-${hidden.join('-')}`,
    label: `K ${hidden.join('-')}`,
    settings: networkSettings({ hidden, batchSize: 100, learningRate: 0.01 }),
    epochs,
    keepBest: false,
    published: [
      { measure: 'training accuracy', value: train, epochs: SIZE_EPOCHS },
      { measure: 'validation accuracy', value: validation, epochs: SIZE_EPOCHS },
      { measure: 'test accuracy', value: test, epochs: SIZE_EPOCHS },
      { measure: 'validation accuracy after 10 epochs', value: AFTER_TEN_EPOCHS, epochs: SIZE_EPOCHS },
    ],
  }));
}

const LAMBDA = 0.005;
const BATCH_SIZE = 32;

/** The best network of the random search of team Équipe de l'humour, under both readings of its λ. */
export function publishedBestPlans(epochs: number): TrainingPlan[] {
  const plan = (id: string, label: string, l2: number): TrainingPlan => ({
    id,
    label,
    settings: networkSettings({
      activation: 'tanh',
      hidden: [228, 213],
      batchSize: BATCH_SIZE,
      learningRate: 0.01,
      l2,
    }),
    epochs,
    keepBest: true,
    published: [{ measure: 'test accuracy', value: 0.9734 }],
  });
  return [
    plan('h-best-plain', `H published best, λ = ${LAMBDA}`, LAMBDA),
    plan('h-best-lambda-over-batch', `H published best, λ = ${LAMBDA}/${BATCH_SIZE}`, LAMBDA / BATCH_SIZE),
  ];
}

/** What each row of the best perceptron adds to the row before it. */
const ADDED = [
  { id: 'plain', label: 'SGD, rate 0.1', changes: {} },
  { id: 'cosine', label: '+ rate along a cosine', changes: { schedule: 'cosine' } },
  { id: 'momentum', label: '+ momentum 0.9, rate 0.02', changes: { momentum: 0.9, learningRate: 0.02 } },
  { id: 'dropout', label: '+ dropout 0.3', changes: { dropout: 0.3 } },
  { id: 'augmentation', label: '+ small shifts and turns', changes: { augmentation: true } },
] as const;

/** Each means in turn, on top of those before it. */
export function bestPerceptronPlans(epochs: number): TrainingPlan[] {
  let settings = networkSettings({ hidden: [600, 400], batchSize: 64, learningRate: 0.1 });
  return ADDED.map(({ id, label, changes }) => {
    settings = { ...settings, ...changes };
    return { id: `best-${id}`, label: `MLP 600-400: ${label}`, settings, epochs, keepBest: true, published: [] };
  });
}

/** Every training that a report prints figures of. */
export const PUBLISHED_PLANS: readonly TrainingPlan[] = [...sizePlans(SIZE_EPOCHS), ...publishedBestPlans(1)];
