import type { NetworkFacts } from './describe-networks.ts';
import type { Exercise } from './exercise.ts';
import type { LargerImage } from './larger-image.ts';
import type { FieldMeasurement } from './measure-fields.ts';

/** What the parts found; those that were not asked for are missing. */
export interface Results {
  readonly exercises?: readonly Exercise[];
  readonly networks?: readonly NetworkFacts[];
  readonly fields?: readonly FieldMeasurement[];
  readonly larger?: LargerImage;
}
