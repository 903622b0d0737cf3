import type { Key } from '@gradlab/random';
import type { ImageShape } from '../image.ts';
import { type Draw, exampleKey, type Json, type TransformConfig } from '../transform.ts';
import { type CheckedBatch, type LabelledBatch, type MixedBatch, requireLabelledBatch } from './labelled-batch.ts';

/** A change of a whole batch, in which images mix. Drawing and applying are two steps, as in a transform of one image. */
export interface BatchTransform {
  readonly config: TransformConfig;
  /** The parameters that this draw gives for images of this shape, as JSON. */
  sample(shape: ImageShape, key: Key): Json;
  /** The batch under given parameters: a new one. */
  applyParameters(batch: LabelledBatch, parameters: Json): MixedBatch;
  /** Draws by seed, epoch and `index`, the place of the batch in its epoch, and applies. */
  apply(batch: LabelledBatch, draw: Draw): MixedBatch;
}

/** The options of what mixes images. */
export interface MixingOptions {
  /** Both parameters of the Beta distribution of λ, > 0. Default 1: uniform. */
  readonly alpha?: number;
  /** How many classes there are: needed where labels are whole numbers. */
  readonly numClasses?: number;
}

export interface BatchTransformDefinition<P extends Json> {
  readonly config: TransformConfig;
  readonly numClasses: number | undefined;
  readonly sample: (shape: ImageShape, key: Key) => P;
  readonly applyParameters: (batch: LabelledBatch, checked: CheckedBatch, parameters: P) => MixedBatch;
}

export function defineBatchTransform<P extends Json>(definition: BatchTransformDefinition<P>): BatchTransform {
  const { config, numClasses, sample } = definition;
  const check = (batch: LabelledBatch): CheckedBatch => requireLabelledBatch(config.name, batch, numClasses);
  return {
    config,
    sample,
    // The parameters are those that `sample` gave, perhaps by way of JSON, which keeps the type P.
    applyParameters: (batch, parameters) => definition.applyParameters(batch, check(batch), parameters as P),
    apply(batch, draw) {
      const checked = check(batch);
      return definition.applyParameters(batch, checked, sample(checked.shape, exampleKey(draw)));
    },
  };
}
