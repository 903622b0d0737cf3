import type { Row } from './plan.ts';

/** A figure that a report prints. */
export interface Published {
  readonly row: Row;
  /** What it is set beside; where the report does not say of which pictures it is, a reading. */
  readonly measure: Measure;
  readonly value: number;
  readonly reading: string;
}

export const MEASURES = [
  'training accuracy after the first epoch',
  'validation accuracy after the first epoch',
  'validation accuracy after the last epoch',
  'training accuracy after the last epoch',
  'test accuracy',
] as const;
export type Measure = (typeof MEASURES)[number];

const TEST = 'of which pictures is not said; read as test pictures';
const BOTH = 'printed as a pair whose order is unclear; the higher one is read as of training pictures';

/** Every figure printed of these rows, after 50 epochs on all of CIFAR-10; of dropout there are words alone, of batch norm not even these. */
export const PUBLISHED: readonly Published[] = [
  {
    row: 'reference',
    measure: 'training accuracy after the first epoch',
    value: 0.102,
    reading: 'printed as the start, 10.2 and 25.0; read as training and validation pictures after the first epoch',
  },
  {
    row: 'reference',
    measure: 'validation accuracy after the first epoch',
    value: 0.25,
    reading: 'as the line above',
  },
  {
    row: 'reference',
    measure: 'validation accuracy after the last epoch',
    value: 0.65,
    reading: '“overfits near 65 %”; read as where the accuracy on pictures not trained on stays',
  },
  { row: 'reference', measure: 'test accuracy', value: 0.727, reading: `${TEST}; how it goes with 65 % is not said` },
  { row: 'mean-image', measure: 'test accuracy', value: 0.781, reading: TEST },
  { row: 'flip', measure: 'test accuracy', value: 0.859, reading: TEST },
  { row: 'crop', measure: 'training accuracy after the last epoch', value: 0.9177, reading: BOTH },
  { row: 'crop', measure: 'test accuracy', value: 0.816, reading: `the other of that pair; lower than the flip alone` },
  { row: 'schedule', measure: 'training accuracy after the last epoch', value: 0.8444, reading: BOTH },
  { row: 'schedule', measure: 'test accuracy', value: 0.8006, reading: 'the other of that pair' },
];

/** What is said of the rows that have no figure. */
export const PUBLISHED_WORDS: Readonly<Partial<Record<Row, string>>> = {
  schedule: 'steadier, and lower after 50 epochs',
  'dropout-25': 'no gain',
  'dropout-50': 'no gain',
  'dropout-75': 'it hurts',
  'batch-norm': 'tried; what came of it is not said',
};
