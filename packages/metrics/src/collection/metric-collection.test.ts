import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  Accuracy,
  AveragePrecision,
  ConfusionMatrix,
  FBeta,
  Mean,
  MeanSquaredError,
  MetricCollection,
  Precision,
  RocAuc,
} from '../index.ts';

beforeAll(useStockCpu);

const make = () =>
  new MetricCollection({
    matrix: new ConfusionMatrix({ classes: 3 }),
    f1: new FBeta({ classes: 3, average: 'macro' }),
    precision: new Precision({ classes: 3, average: 'none' }),
    wider: new ConfusionMatrix({ classes: 4 }),
    accuracy: new Accuracy(),
  });
const batch = { labels: [0, 1, 2, 1], predictions: [0, 1, 1, 2], weights: [1, 2, 0.1, 1] };

describe('MetricCollection', () => {
  it('computes what its metrics compute alone, by name', () => {
    const collection = make();
    collection.update(batch);
    const f1 = new FBeta({ classes: 3, average: 'macro' });
    f1.update(batch);
    const { accuracy, ...rest }: { accuracy: number; f1: number; matrix: number[][] } = collection.compute();
    expect(rest.f1).toBe(f1.compute());
    expect(accuracy).toBe(3 / 4.1);
    expect(Object.keys(collection.compute())).toEqual(['matrix', 'f1', 'precision', 'wider', 'accuracy']);
  });

  it('keeps one confusion matrix for all that need it, and the scores once', () => {
    expect(Object.keys(make().toJSON().state)).toEqual(['matrix', 'wider', 'accuracy']);
    const scores = new MetricCollection({
      area: new RocAuc(),
      precision: new AveragePrecision(),
      two: new RocAuc({ classes: 2 }),
    });
    expect(Object.keys(scores.toJSON().state)).toEqual(['area', 'two']);
  });

  it('reads each tensor once', () => {
    const [labels, predictions] = [tf.tensor1d([0, 1, 2], 'int32'), tf.tensor1d([0, 1, 1], 'int32')];
    const reads = [vi.spyOn(labels, 'dataSync'), vi.spyOn(predictions, 'dataSync')];
    make().update({ labels, predictions });
    for (const read of reads) expect(read).toHaveBeenCalledTimes(1);
    tf.dispose([labels, predictions]);
  });

  it('stays as it was if one of its metrics refuses a batch, whichever', () => {
    const collection = make();
    collection.update(batch);
    const before = JSON.stringify(collection);
    // 3 is a class to `wider` and `accuracy`, but not to the others.
    expect(() => collection.update({ labels: [3], predictions: [0] })).toThrow(
      'confusionMatrix: labels must be integers >= 0 and < 3',
    );
    const late = new MetricCollection({ accuracy: new Accuracy(), f1: new FBeta({ classes: 3, average: 'macro' }) });
    expect(() => late.update({ labels: [3], predictions: [0] })).toThrow('fBeta: ');
    expect(late.compute().accuracy).toBeNaN();
    expect(JSON.stringify(collection)).toBe(before);
  });

  it('leaves the metrics that it is made of as they are', () => {
    const accuracy = new Accuracy();
    const collection = new MetricCollection({ accuracy });
    collection.update(batch);
    expect(accuracy.compute()).toBeNaN();
    accuracy.update(batch);
    expect(() => new MetricCollection({ accuracy })).toThrow(
      new RangeError('metricCollection: accuracy must be empty, got a metric that took in examples'),
    );
  });

  it('refuses what is no metric, and to merge with other metrics', () => {
    expect(() => new MetricCollection({ accuracy: {} as Accuracy })).toThrow(TypeError);
    expect(() => new MetricCollection(undefined as never)).toThrow(TypeError);
    // @ts-expect-error: Mean takes values, not labels and predictions
    const means = new MetricCollection({ mean: new Mean() });
    expect(() => means.update(batch)).toThrow(TypeError);
    const [one, other] = [
      new MetricCollection({ a: new Accuracy() }),
      new MetricCollection({ a: new MeanSquaredError() }),
    ];
    expect(() => one.merge(other as never)).toThrow(RangeError);
    expect(() => one.merge(new MetricCollection({ b: new Accuracy() }) as never)).toThrow(RangeError);
    expect(() => one.merge(new Accuracy() as never)).toThrow(TypeError);
  });

  it('works with no metric at all', () => {
    const none = new MetricCollection({});
    none.update(batch);
    expect(none.compute()).toEqual({});
  });
});
