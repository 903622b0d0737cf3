import { foldIn, type Key, type Seed } from '@gradlab/random';
import { type ImageArray, type ImageShape, requireImage } from './image.ts';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A transform as data: its name and its options. It crosses to a worker or into a file, where no closure can. */
export interface TransformConfig {
  readonly name: string;
  readonly [option: string]: Json;
}

/** What the random choices for one image depend on: never the batch it is in, the worker, or what ran before. */
export interface Draw {
  readonly seed: Seed;
  /** Default 0. */
  readonly epoch?: number;
  /** The image's place in its data set. Default 0. */
  readonly index?: number;
}

/**
 * A change of one image. Choosing the parameters and applying them are two steps, so that what was drawn can be looked
 * at, kept and replayed; `apply` does both.
 */
export interface Transform {
  readonly config: TransformConfig;
  /** The parameters that this draw gives for an image of this shape, as JSON. */
  sample(shape: ImageShape, key: Key): Json;
  /** The shape of the result for an image of this shape. */
  outputShape(shape: ImageShape, parameters: Json): ImageShape;
  /** The image under given parameters. A new image, or the one given where nothing changes; never written to. */
  applyParameters(image: ImageArray, parameters: Json): ImageArray;
  /** `applyParameters(image, parametersFor(transform, image, draw))` */
  apply(image: ImageArray, draw: Draw): ImageArray;
}

/** What an operation has to say for itself; the checks and the streams of draws are added by {@link defineTransform}. */
export interface TransformDefinition<P extends Json> {
  readonly config: TransformConfig;
  readonly sample: (shape: ImageShape, key: Key) => P;
  /** Absent: the shape stays. */
  readonly outputShape?: (shape: ImageShape, parameters: P) => ImageShape;
  readonly applyParameters: (image: ImageArray, shape: ImageShape, parameters: P) => ImageArray;
}

/**
 * Builds a transform from its parts: for operations of your own. `sample` must draw from its key alone, and its
 * parameters must survive JSON.
 *
 * @param definition its config, how it samples parameters, and how it applies them
 * @example
 * ```ts
 * import { defineTransform } from '@gradlab/augment';
 * import { uniform } from '@gradlab/random';
 *
 * const invertHalf = defineTransform({
 *   config: { name: 'invertHalf' },
 *   sample: (_shape, key) => (uniform(key, 1)[0] ?? 0) < 0.5,
 *   applyParameters: (image, _shape, invert) =>
 *     invert ? { ...image, data: image.data.map((value) => 255 - value) } : image,
 * });
 * const image = { data: Uint8Array.of(0, 255), shape: [1, 2, 1] };
 * console.log(invertHalf.apply(image, { seed: 1, index: 3 }).data);
 * ```
 */
export function defineTransform<P extends Json>(definition: TransformDefinition<P>): Transform {
  const { config, sample, outputShape = (shape) => shape } = definition;
  const applyParameters = (image: ImageArray, parameters: Json): ImageArray =>
    // The parameters are those that `sample` gave, perhaps by way of JSON, which keeps the type P.
    definition.applyParameters(image, requireImage(config.name, image), parameters as P);
  return {
    config,
    sample,
    outputShape: (shape, parameters) => outputShape(shape, parameters as P),
    applyParameters,
    apply: (image, draw) => applyParameters(image, sample(requireImage(config.name, image), exampleKey(draw))),
  };
}

/**
 * The parameters that a transform draws for an image: look at them, keep them as JSON, replay them with
 * `transform.applyParameters(image, parameters)`.
 *
 * @param transform any transform
 * @param image the image, of which only the shape matters
 * @param draw seed, epoch and index
 * @throws TypeError or RangeError if the image is none or the draw is out of range
 * @example
 * ```ts
 * import { parametersFor, randomCrop } from '@gradlab/augment';
 *
 * const crop = randomCrop({ size: 2, padding: 1 });
 * const image = { data: new Uint8Array(9), shape: [3, 3, 1] };
 * const parameters = parametersFor(crop, image, { seed: 7, epoch: 0, index: 12 });
 * console.log(JSON.stringify(parameters)); // {"top":…,"left":…}
 * console.log(crop.applyParameters(image, parameters).shape); // [ 2, 2, 1 ]
 * ```
 */
export function parametersFor(transform: Transform, image: ImageArray, draw: Draw): Json {
  return transform.sample(requireImage(transform.config.name, image), exampleKey(draw));
}

/** The stream of an example, or of a batch in its place. */
export function exampleKey({ seed, epoch = 0, index = 0 }: Draw): Key {
  return foldIn(foldIn(foldIn(seed, 'augment'), epoch), index);
}
