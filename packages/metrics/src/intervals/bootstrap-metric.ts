import { type NumericInput, readNumbers, type ShapedNumbers } from '../input/numeric-input.ts';
import type { Metric, MetricBatch } from '../metric.ts';
import { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './bootstrap.ts';

/**
 * Bootstrap confidence interval of a metric: the examples of `batch` are drawn again with replacement, each with its label,
 * prediction and weight.
 *
 * @param metric any metric whose result is a number; it is cloned and stays as it is
 * @param batch all examples
 * @throws TypeError or RangeError if the metric refuses the batch, or an option is out of range
 * @see bootstrapInterval, for what the result is and what it assumes
 *
 * @example
 * ```ts
 * import { Accuracy, bootstrapMetric } from '@gradlab/metrics';
 *
 * const batch = { labels: [0, 1, 1, 0, 1, 0, 0, 1], predictions: [0, 1, 1, 0, 1, 1, 0, 1] };
 * const { estimate, lower, upper } = bootstrapMetric(new Accuracy(), batch, { seed: 1 });
 * console.log(estimate, lower < estimate, upper >= estimate); // 0.875 true true
 * ```
 */
export function bootstrapMetric(
  metric: Metric<number>,
  batch: MetricBatch,
  options: BootstrapOptions,
): BootstrapInterval {
  const labels = readNumbers('bootstrapMetric', 'labels', batch?.labels);
  const predictions = readNumbers('bootstrapMetric', 'predictions', batch?.predictions);
  const weights = batch.weights && readNumbers('bootstrapMetric', 'weights', batch.weights);
  const own = metric.clone();
  const compute = (drawn: MetricBatch): number => {
    own.reset();
    own.update(drawn);
    return own.compute();
  };
  // The metric is to check the whole before parts of it are taken.
  compute({ labels, predictions, ...(weights && { weights }) } as MetricBatch);
  const [size = 1] = labels.shape;
  const statistic = (indices: Uint32Array): number =>
    compute({
      labels: take(labels, indices),
      predictions: take(predictions, indices),
      ...(weights && { weights: take(weights, indices) }),
    });
  return bootstrapInterval(size, statistic, options);
}

/** Some rows, with all that lies behind the first axis. */
function take({ data, shape }: ShapedNumbers, rows: Uint32Array): NumericInput {
  const [size = 1, ...rest] = shape;
  const width = size === 0 ? 0 : data.length / size;
  const taken = new Float64Array(rows.length * width);
  rows.forEach((row, at) => {
    for (let i = 0; i < width; i++) taken[at * width + i] = data[row * width + i] as number;
  });
  return { data: taken, shape: [rows.length, ...rest] };
}
