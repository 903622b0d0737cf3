export { compose } from './compose.ts';
export { fromConfig } from './from-config.ts';
export { type HorizontalFlipOptions, horizontalFlip } from './horizontal-flip.ts';
export type { ImageArray, ImageShape, Pixels } from './image.ts';
export { type NormalizeOptions, normalize } from './normalize.ts';
export type { PadMode } from './pad-mode.ts';
export { type RandomCropOptions, randomCrop } from './random-crop.ts';
export {
  type Draw,
  defineTransform,
  type Json,
  parametersFor,
  type Transform,
  type TransformConfig,
  type TransformDefinition,
} from './transform.ts';
