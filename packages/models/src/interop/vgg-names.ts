import type { Model, Outputs } from '../model/model.ts';

/**
 * The modules of torchvision's VGG and AlexNet for a model of the same layers in the same order: `features.0`, `features.1`, … up to
 * the flatten, which has no number, and `classifier.0`, `classifier.1`, … after it.
 *
 * @param model of layers in a row
 * @returns a table for the option `names`
 * @throws RangeError if the model has heads, or no flatten
 */
export function vggNames({ blueprint }: Pick<Model<Outputs>, 'blueprint'>): Record<string, string> {
  const { trunk, heads } = blueprint;
  const flatten = trunk.findIndex(({ layer }) => layer.kind === 'flatten');
  if (Object.keys(heads).length > 0 || flatten < 0) {
    throw new RangeError('vggNames: model must be a row of layers with a flatten, got another');
  }
  const named = trunk.map(({ name }, i): [string, string] => [
    name,
    i < flatten ? `features.${i}` : `classifier.${i - flatten - 1}`,
  ]);
  return Object.fromEntries(named.filter((_, i) => i !== flatten));
}
