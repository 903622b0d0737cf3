import type { Seed } from '@gradlab/random';
import { requireOneOf } from '@gradlab-internal/checks';
import type { Layer } from '../layers/layer.ts';
import { type Blueprint, branchBlueprint, rowBlueprint } from './blueprint.ts';
import { buildModel } from './build-model.ts';
import { freezeLike } from './freeze.ts';
import type { Model, Outputs } from './model.ts';
import { type PlacedLayer, weightNames } from './place-layers.ts';

/** Options of {@link replaceHead}. */
export interface ReplaceHeadOptions {
  /** Name of the first layer that is replaced, with all that come after it in its row; in a model of several heads, a layer of one of them. */
  readonly from: string;
  /** What comes in their place; at least one layer. */
  readonly layers: readonly Layer[];
  /** Names the stream of the new layers' first weights. */
  readonly seed: Seed;
}

/**
 * A model whose last layers are new and whose others have copies of another model's weights; what is frozen stays frozen.
 *
 * @param model to take from; it stays as it is
 * @param options where the new head begins, its layers, a seed
 * @returns the new model; the caller disposes it
 * @throws RangeError if there is no such layer, or the new layers do not fit
 * @example
 * ```ts
 * import { dense, freeze, mlp, replaceHead } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const digits = mlp({ inputShape: [784], hidden: [32], outputs: 10, seed: 1 });
 * freeze(digits);
 * const parity = replaceHead(digits, { from: 'dense2', layers: [dense({ units: 2 })], seed: 2 });
 * console.log(Object.keys(parity.parameters)); // ['dense2.weight', 'dense2.bias']: only the new head is trained
 * digits.dispose();
 * parity.dispose();
 * ```
 */
export function replaceHead<Output extends Outputs>(
  model: Model<Output>,
  { from, layers, seed }: ReplaceHeadOptions,
): Model<Output> {
  const { inputShape, trunk, heads } = model.blueprint;
  const branched = Object.keys(heads).length > 0;
  const candidates = (branched ? Object.values(heads).flat() : trunk).map(({ name }) => name);
  requireOneOf('replaceHead', 'from', from, candidates);
  const changed = (row: readonly PlacedLayer[], prefix = ''): Layer[] => {
    const kept = rowBefore(row, from);
    return [...kept.map((placed) => named(placed, prefix)), ...(kept.length === row.length ? [] : layers)];
  };
  const blueprint: Blueprint<Outputs> = branched
    ? branchBlueprint('replaceHead', {
        inputShape,
        trunk: changed(trunk),
        heads: Object.fromEntries(Object.entries(heads).map(([head, row]) => [head, changed(row, `${head}.`)])),
      })
    : rowBlueprint('replaceHead', { inputShape, layers: changed(trunk) });
  const kept = weightNames([trunk, ...Object.values(heads)].flatMap((row) => rowBefore(row, from)));
  const weights = Object.fromEntries(Object.entries(model.weights).filter(([name]) => kept.includes(name)));
  const replaced = buildModel(blueprint as Blueprint<Output>, seed, weights);
  freezeLike(model, replaced, kept);
  return replaced;
}

/** What comes before a layer in its row; the whole row where it is in another. */
function rowBefore(row: readonly PlacedLayer[], from: string): readonly PlacedLayer[] {
  const at = row.findIndex(({ name }) => name === from);
  return at < 0 ? row : row.slice(0, at);
}

/** A kept layer insists on the name that its weights are known by. */
function named({ name, layer }: PlacedLayer, prefix: string): Layer {
  return { ...layer, name: name.slice(prefix.length) };
}
