import { counted, percent } from '@gradlab-examples/harness';
import { differs } from './comparison.ts';
import type { Exercise } from './exercise.ts';
import type { LargerImage } from './larger-image.ts';
import type { FieldMeasurement } from './measure-fields.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** Rounding of float32, 6e-8, in sums of up to four hundred products, added in another order. */
export const FLOAT32_ROUNDING = 1e-5;

/** Whether the formulas give what the layers have. */
export function exerciseFinding(exercises: readonly Exercise[]): string {
  const wrong = exercises.filter(({ value, counted: layers }) => value !== layers);
  if (wrong.length === 0) return `Formula and layers agree in all ${exercises.length} exercises.`;
  return `Formula and layers differ in ${wrong.length} of ${exercises.length} exercises: ${wrong.map(({ question }) => question).join('; ')}.`;
}

/** Whether an output sees what the formula says. */
export function fieldFinding(fields: readonly FieldMeasurement[]): string {
  const wrong = fields.filter(differs);
  const verdict =
    wrong.length === 0
      ? `What was measured is what the formula says, for all ${counted(fields.length, 'layer')}`
      : `What was measured is not what the formula says for ${wrong.map(({ network, layer }) => `${layer} of ${network}`).join(', ')}`;
  const [least] = [...fields].sort((a, b) => a.share - b.share);
  if (least === undefined) return '';
  if (least.share === 1) return `${verdict}. Every pixel of every field had a gradient.`;
  return `${verdict}. Within the field at least ${percent(least.share, 1)} of the pixels had a gradient (${least.layer} of ${least.network}): a max pool passes it to one pixel of each window.`;
}

/** Whether the network on the larger image is the network on its crops, what that saves, and what it sees there. */
export function largerFinding({
  classes,
  digits,
  greatestDifference,
  largestScore,
  multiplyAdds,
}: LargerImage): string {
  const places = classes.flat().length;
  const share = greatestDifference / largestScore;
  const why =
    share <= FLOAT32_ROUNDING ? 'which the rounding of float32 explains' : 'more than the rounding of float32 explains';
  const right = digits.filter(({ label, prediction }) => label === prediction).length;
  const saving = multiplyAdds.cropByCrop / multiplyAdds.atOnce;
  return `At all ${places} places the scores of the larger image are those of the crop, but for ${greatestDifference.toExponential(1)} at most, ${share.toExponential(1)} of the largest score, ${why}. One pass over the image takes ${saving.toFixed(1)} times fewer multiply-adds than ${places} crops. At the places of the ${digits.length} digits the map has ${right} right.`;
}
