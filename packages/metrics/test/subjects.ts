import fc from 'fast-check';
import {
  Accuracy,
  AveragePrecision,
  BalancedAccuracy,
  BrierScore,
  CohenKappa,
  ConfusionMatrix,
  ExpectedCalibrationError,
  ExplainedVariance,
  FBeta,
  IntersectionOverUnion,
  LogLoss,
  MatthewsCorrelation,
  MaximumCalibrationError,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  type Metric,
  type MetricBatch,
  MetricCollection,
  PearsonCorrelation,
  Precision,
  PrecisionRecallCurve,
  R2,
  Recall,
  ReliabilityCurve,
  RocAuc,
  RocCurve,
  RootMeanSquaredError,
  SpearmanCorrelation,
  TopKAccuracy,
} from '../src/index.ts';

/** One example of a batch. */
export interface Example {
  readonly label: number;
  readonly prediction: readonly number[];
  readonly weight: number;
}

/** A kind of batch, and the examples that metrics of it take. */
export interface Domain {
  readonly example: fc.Arbitrary<Example>;
  /** A batch that metrics of another kind would refuse or read otherwise; undefined for predictions `[batch]`. */
  readonly columns: number | undefined;
  /** Whether labels have to be classes: as many as there are. */
  readonly classes: number | undefined;
}

/** A metric that the contract holds for. */
export interface Subject {
  readonly title: string;
  /** What messages begin with. */
  readonly kind: string;
  readonly make: () => Metric<unknown>;
  /** Of the same class with other options, if it has any. */
  readonly other?: () => Metric<unknown>;
  readonly domain: Domain;
}

// Weights that are no integers, so that sums would differ by order if they were rounded.
const weight = fc.constantFrom(1, 1, 1, 2, 0.5, 1 / 3, 0.1, 1e-9, 12345.678);
const score = fc.oneof(fc.constantFrom(-1, 0, 1), fc.float({ noNaN: true, min: -20, max: 20 }));
const three = (of: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(of, { minLength: 3, maxLength: 3 });
const one = (of: fc.Arbitrary<number>): fc.Arbitrary<number[]> => of.map((value) => [value]);

function domain(
  classes: number | undefined,
  prediction: fc.Arbitrary<number[]>,
  columns: number | undefined,
  label: fc.Arbitrary<number> = fc.nat((classes ?? 1) - 1),
): Domain {
  return { example: fc.record({ label, prediction, weight }), columns, classes };
}

const SCORES = domain(3, three(score), 3);
const PROBABILITIES = domain(
  3,
  three(fc.integer({ min: 1, max: 20 })).map((parts) => parts.map((part) => part / parts.reduce((a, b) => a + b))),
  3,
);
const BINARY_SCORES = domain(2, one(score), undefined);
const BINARY_PROBABILITIES = domain(2, one(fc.integer({ min: 0, max: 20 }).map((n) => n / 20)), undefined);
const VALUES = domain(undefined, one(score), undefined, score);

const each = { classes: 3, average: 'none' } as const;
const logits = { fromLogits: true };
const probabilities = { fromLogits: false };
const binary = { fromLogits: false, binary: true };

function subject(kind: string, domain: Domain, make: Subject['make'], other?: Subject['make']): Subject {
  const title = `${kind} ${JSON.stringify(make().toJSON().options ?? {})}`;
  return { title, kind, make, domain, ...(other && { other }) };
}

/** Every metric of labels and predictions. */
export const subjects: readonly Subject[] = [
  subject('accuracy', SCORES, () => new Accuracy()),
  subject(
    'topKAccuracy',
    SCORES,
    () => new TopKAccuracy({ k: 2 }),
    () => new TopKAccuracy({ k: 1 }),
  ),
  subject(
    'balancedAccuracy',
    SCORES,
    () => new BalancedAccuracy({ classes: 3 }),
    () => new BalancedAccuracy({ classes: 4 }),
  ),
  subject(
    'confusionMatrix',
    SCORES,
    () => new ConfusionMatrix({ classes: 3 }),
    () => new ConfusionMatrix({ classes: 2 }),
  ),
  subject('confusionMatrix', SCORES, () => new ConfusionMatrix({ classes: 3, normalize: 'truth' })),
  subject(
    'precision',
    SCORES,
    () => new Precision(each),
    () => new Precision({ ...each, zeroDivision: 1 }),
  ),
  subject(
    'recall',
    SCORES,
    () => new Recall({ ...each, average: 'macro' }),
    () => new Recall(each),
  ),
  subject(
    'fBeta',
    SCORES,
    () => new FBeta({ ...each, average: 'weighted', zeroDivision: Number.NaN }),
    () => new FBeta(each),
  ),
  subject('intersectionOverUnion', SCORES, () => new IntersectionOverUnion({ ...each, average: 'micro' })),
  subject('matthewsCorrelation', SCORES, () => new MatthewsCorrelation({ classes: 3 })),
  subject(
    'cohenKappa',
    SCORES,
    () => new CohenKappa({ classes: 3, weights: 'linear' }),
    () => new CohenKappa({ classes: 3 }),
  ),
  subject(
    'rocAuc',
    BINARY_SCORES,
    () => new RocAuc(),
    () => new RocAuc({ classes: 3 }),
  ),
  subject('rocAuc', SCORES, () => new RocAuc({ classes: 3, absent: 'skip' })),
  subject('averagePrecision', BINARY_SCORES, () => new AveragePrecision()),
  subject('averagePrecision', SCORES, () => new AveragePrecision({ classes: 3, average: 'none' })),
  subject('rocCurve', BINARY_SCORES, () => new RocCurve()),
  subject('rocCurve', SCORES, () => new RocCurve({ classes: 3, positive: 0, dropIntermediate: true })),
  subject('precisionRecallCurve', BINARY_SCORES, () => new PrecisionRecallCurve()),
  subject(
    'logLoss',
    SCORES,
    () => new LogLoss(logits),
    () => new LogLoss({ ...logits, clip: 0.1 }),
  ),
  subject('logLoss', SCORES, () => new LogLoss({ ...logits, clip: 1e-3 })),
  subject('logLoss', BINARY_SCORES, () => new LogLoss({ ...logits, binary: true })),
  subject('logLoss', BINARY_PROBABILITIES, () => new LogLoss(binary)),
  subject(
    'brierScore',
    SCORES,
    () => new BrierScore(logits),
    () => new BrierScore(probabilities),
  ),
  subject('brierScore', BINARY_PROBABILITIES, () => new BrierScore(binary)),
  subject('expectedCalibrationError', PROBABILITIES, () => new ExpectedCalibrationError(probabilities)),
  subject('maximumCalibrationError', SCORES, () => new MaximumCalibrationError({ ...logits, bins: 4 })),
  subject(
    'reliabilityCurve',
    BINARY_PROBABILITIES,
    () => new ReliabilityCurve(binary),
    () => new ReliabilityCurve({ ...binary, bins: 3 }),
  ),
  subject('meanSquaredError', VALUES, () => new MeanSquaredError()),
  subject('rootMeanSquaredError', VALUES, () => new RootMeanSquaredError()),
  subject('meanAbsoluteError', VALUES, () => new MeanAbsoluteError()),
  subject('meanAbsolutePercentageError', VALUES, () => new MeanAbsolutePercentageError()),
  subject('r2', VALUES, () => new R2()),
  subject('explainedVariance', VALUES, () => new ExplainedVariance()),
  subject('pearsonCorrelation', VALUES, () => new PearsonCorrelation()),
  subject('spearmanCorrelation', VALUES, () => new SpearmanCorrelation()),
  subject('metricCollection', SCORES, collection, () => new MetricCollection({ accuracy: new Accuracy() })),
];

function collection(): MetricCollection<Readonly<Record<string, Metric<unknown>>>> {
  return new MetricCollection({
    accuracy: new Accuracy(),
    f1: new FBeta({ classes: 3, average: 'macro' }),
    matrix: new ConfusionMatrix({ classes: 3 }),
    curve: new RocCurve({ classes: 3 }),
    area: new RocAuc({ classes: 3, average: 'none' }),
  });
}

/** A batch of a domain's examples, weights left out where all are 1 and none are asked for. */
export function batchOf(
  domain: Domain,
  examples: readonly Example[],
  { weighted = true }: { readonly weighted?: boolean } = {},
): MetricBatch {
  const predictions = Float64Array.from(examples.flatMap(({ prediction }) => prediction));
  const shape = domain.columns === undefined ? [examples.length] : [examples.length, domain.columns];
  return {
    labels: Float64Array.from(examples, ({ label }) => label),
    predictions: { data: predictions, shape },
    ...(weighted && { weights: Float64Array.from(examples, ({ weight }) => weight) }),
  };
}
