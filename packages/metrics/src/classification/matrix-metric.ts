import { requireInteger } from '@gradlab-internal/checks';
import { predictedClasses, readClassBatch, requireClasses, requireScores } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import type { MetricBatch } from '../metric.ts';
import { CellSums } from '../state/cell-sums.ts';
import { exactSumOf } from '../state/exact-sum.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

export interface MatrixMetricOptions {
  /** Number of classes, 1 to 32,768. */
  readonly classes: number;
}

/** Weights of examples by truth (row) and prediction (column), read out of a confusion matrix. */
export interface CountMatrix {
  readonly classes: number;
  /** Row-major, `[truth][prediction]`. */
  readonly cells: Float64Array;
  /** By class: rightly predicted, true, predicted. */
  readonly hits: readonly number[];
  readonly truths: readonly number[];
  readonly predictions: readonly number[];
  readonly total: number;
}

/** A metric that is computed from a confusion matrix; those with as many classes share one in a `MetricCollection`. */
export abstract class MatrixMetric<R> extends StreamingMetric<R, MetricBatch, { readonly matrix: CellSums }> {
  readonly classes: number;

  /** @param options all that the class' constructor takes, with `classes` among them */
  protected constructor(kind: string, { classes, ...others }: MatrixMetricOptions & Readonly<Record<string, unknown>>) {
    requireInteger(kind, 'classes', classes, { min: 1, max: 2 ** 15 });
    super(kind, { classes, ...others }, { matrix: new CellSums(classes ** 2) });
    this.classes = classes;
  }

  protected get stateKey(): string {
    return `matrix:${this.classes}`;
  }

  protected counts(): CountMatrix {
    return countMatrix(this.classes, this.state.matrix.values());
  }

  protected prepare(batch: MetricBatch): () => void {
    const { kind, classes } = this;
    const read = readClassBatch(kind, batch, { classes, columns: classes });
    const { size, labels, weights } = read;
    if (read.predictions.shape.length === 2) requireScores(kind, read);
    const predicted = predictedClasses(kind, read);
    if (read.predictions.shape.length === 1) requireClasses(kind, 'predictions', predicted, { classes, weights });
    return () => {
      const { matrix } = this.state;
      for (let i = 0; i < size; i++) {
        const weight = weightAt(weights, i);
        if (weight !== 0) matrix.add((labels[i] as number) * classes + (predicted[i] as number), weight);
      }
    };
  }
}

/** Sums of rows and columns are rounded once, so that classes in another order have the same. */
function countMatrix(classes: number, cells: Float64Array): CountMatrix {
  const indices = Array.from({ length: classes }, (_, index) => index);
  const cell = (row: number, column: number): number => cells[row * classes + column] as number;
  return {
    classes,
    cells,
    hits: indices.map((index) => cell(index, index)),
    truths: indices.map((row) => exactSumOf(cells.subarray(row * classes, (row + 1) * classes))),
    predictions: indices.map((column) => exactSumOf(indices.map((row) => cell(row, column)))),
    total: exactSumOf(cells),
  };
}
