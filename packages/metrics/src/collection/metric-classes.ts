import { describeValue } from '@gradlab-internal/checks';
import { Accuracy } from '../classification/accuracy.ts';
import { CohenKappa, MatthewsCorrelation } from '../classification/agreement.ts';
import { BalancedAccuracy } from '../classification/balanced-accuracy.ts';
import { ConfusionMatrix } from '../classification/confusion-matrix.ts';
import { IntersectionOverUnion } from '../classification/intersection-over-union.ts';
import { FBeta, Precision, Recall } from '../classification/precision-recall.ts';
import { TopKAccuracy } from '../classification/top-k-accuracy.ts';
import { Mean } from '../means/mean.ts';
import { BrierScore } from '../probability/brier-score.ts';
import { ExpectedCalibrationError, MaximumCalibrationError, ReliabilityCurve } from '../probability/calibration.ts';
import { LogLoss } from '../probability/log-loss.ts';
import { AveragePrecision } from '../ranking/average-precision.ts';
import { PrecisionRecallCurve, RocCurve } from '../ranking/curves.ts';
import { RocAuc } from '../ranking/roc-auc.ts';
import { PearsonCorrelation, SpearmanCorrelation } from '../regression/correlation.ts';
import {
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  RootMeanSquaredError,
} from '../regression/errors.ts';
import { ExplainedVariance, R2 } from '../regression/explained.ts';
import { decodeOptions, requireRecord } from '../state/json.ts';
import { type AnyMetric, requireVersion } from '../state/streaming-metric.ts';

/** Each constructor checks the options that come from outside. */
type MetricClass = new (options: never) => AnyMetric;

const CLASSES: Readonly<Record<string, MetricClass>> = {
  accuracy: Accuracy,
  averagePrecision: AveragePrecision,
  balancedAccuracy: BalancedAccuracy,
  brierScore: BrierScore,
  cohenKappa: CohenKappa,
  confusionMatrix: ConfusionMatrix,
  expectedCalibrationError: ExpectedCalibrationError,
  explainedVariance: ExplainedVariance,
  fBeta: FBeta,
  intersectionOverUnion: IntersectionOverUnion,
  logLoss: LogLoss,
  matthewsCorrelation: MatthewsCorrelation,
  maximumCalibrationError: MaximumCalibrationError,
  mean: Mean,
  meanAbsoluteError: MeanAbsoluteError,
  meanAbsolutePercentageError: MeanAbsolutePercentageError,
  meanSquaredError: MeanSquaredError,
  pearsonCorrelation: PearsonCorrelation,
  precision: Precision,
  precisionRecallCurve: PrecisionRecallCurve,
  r2: R2,
  recall: Recall,
  reliabilityCurve: ReliabilityCurve,
  rocAuc: RocAuc,
  rocCurve: RocCurve,
  rootMeanSquaredError: RootMeanSquaredError,
  spearmanCorrelation: SpearmanCorrelation,
  topKAccuracy: TopKAccuracy,
};

/** A metric of that kind and those options which took in nothing yet. */
export function emptyFromJSON(json: unknown): AnyMetric {
  const { metric, version, options } = requireRecord('json', json);
  requireVersion(version);
  const found = typeof metric === 'string' && Object.hasOwn(CLASSES, metric) ? CLASSES[metric] : undefined;
  if (found === undefined) throw new RangeError(`fromJSON: metric must be a known one, got ${describeValue(metric)}`);
  return new found(decodeOptions(options) as never);
}
