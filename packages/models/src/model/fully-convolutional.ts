import * as tf from '@tensorflow/tfjs-core';
import { denseAsConvolution } from '../arithmetic/dense-as-convolution.ts';
import { conv2d } from '../layers/conv2d.ts';
import type { Layer } from '../layers/layer.ts';
import { rowBlueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import { freezeLike } from './freeze.ts';
import type { Model } from './model.ts';
import type { PlacedLayer } from './place-layers.ts';

/** Options of {@link fullyConvolutional}. */
export interface FullyConvolutionalOptions {
  /** `[height, width, channels]` of the images to come, at least as large as those of the model. */
  readonly inputShape: readonly number[];
}

/**
 * The same network with its dense layers written as convolutions, so that larger images pass: it gives the outputs of the model at every
 * place. With images of the model's own size these are the model's outputs, `[1, 1, outputs]`; of a larger image they are those of its
 * crops, but for what layers with padding see beyond a crop's edge.
 *
 * @param model layers in a row, of which `flatten` and dense layers come last; it stays as it is
 * @param options the input shape
 * @returns a model with copies of the weights, under the same names; the caller disposes it
 * @throws RangeError if a layer cannot be written so, or images of that shape do not pass
 * @see Long, Shelhamer and Darrell, Fully convolutional networks, https://arxiv.org/abs/1411.4038
 * @example
 * ```ts
 * import { fullyConvolutional, zoo } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = zoo.mnistCnn2k.build();
 * const large = fullyConvolutional(model, { inputShape: [40, 60, 1] });
 * console.log(large.outputShape); // [4, 9, 10]
 * model.dispose();
 * large.dispose();
 * ```
 */
export function fullyConvolutional(model: Model, { inputShape }: FullyConvolutionalOptions): Model {
  const { trunk } = model.blueprint;
  const flat = trunk.findIndex(({ layer }) => layer.kind === 'flatten');
  const first = trunk.findIndex(({ layer }, i) => i > flat && layer.kind === 'dense');
  if (first < 0) throw new RangeError('fullyConvolutional: model must have a dense layer after a flatten, got none');
  const covered = trunk.map((placed, i) =>
    i === first ? (trunk[flat]?.inputShape ?? []) : [1, 1, ...placed.inputShape],
  );
  const layers = trunk.flatMap((placed, i) => {
    requireConvertible(placed, flat < 0 ? 'vector' : i < flat ? 'image' : i < first ? 'flattened' : 'pixel');
    // What is a row already is flattened to itself.
    return placed.layer.kind === 'flatten' ? [] : [asImageLayer(placed, covered[i] ?? [])];
  });
  const blueprint = rowBlueprint('fullyConvolutional', { inputShape, layers });
  const kernels = Object.fromEntries(
    trunk.flatMap(({ name, layer }, i) => {
      const weight = model.weights[`${name}.weight`];
      const isDense = layer.kind === 'dense' && weight !== undefined;
      return isDense ? [[`${name}.weight`, denseAsConvolution(weight, covered[i] ?? [])] as const] : [];
    }),
  );
  try {
    const converted = buildModel(blueprint, 0, { ...model.weights, ...kernels });
    freezeLike(model, converted, Object.keys(model.weights));
    return converted;
  } finally {
    tf.dispose(kernels);
  }
}

/** What a layer works on: an image, one that was laid out as a row, what is to become a pixel's channels, or no image at all. */
type Place = 'image' | 'flattened' | 'pixel' | 'vector';

function requireConvertible({ name, layer, parameters }: PlacedLayer, place: Place): void {
  const { kind, reach } = layer;
  const convertible = {
    image: reach !== 'all',
    // Laid out as a row, an image has another last axis.
    flattened:
      kind === 'flatten' || (reach === undefined && Object.keys(parameters).length === 0 && !/softmax/i.test(kind)),
    pixel: kind === 'dense' || reach === undefined,
    vector: false,
  };
  if (convertible[place]) return;
  throw new RangeError(
    `fullyConvolutional: model must have layers that see part of an image, then flatten and dense layers, got ${name} of another kind`,
  );
}

function asImageLayer({ name, layer }: PlacedLayer, [kernelHeight = 1, kernelWidth = 1]: readonly number[]): Layer {
  if (layer.kind !== 'dense') return { ...layer, name };
  const { units, bias } = layer.config as { readonly units: number; readonly bias: boolean };
  return conv2d({ name, filters: units, kernelSize: [kernelHeight, kernelWidth], bias });
}
