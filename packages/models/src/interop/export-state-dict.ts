import type { SafeTensor } from '@gradlab/safetensors';
import type { Model, Outputs } from '../model/model.ts';
import { inversePermutation, permuteAxes } from './permute-axes.ts';
import { type TorchNames, torchWeights } from './torch-weights.ts';

/** Options of {@link exportStateDict}. */
export interface ExportOptions {
  /** Which module of PyTorch each layer is; layers have the same names there unless given. */
  readonly names?: TorchNames;
}

/**
 * A model's weights as a PyTorch module of the same layers loads them: the inverse of {@link importStateDict}, bit by bit. Write them
 * with `writeSafetensors`; in Python `module.load_state_dict(safetensors.torch.load_file(path))` reads them.
 *
 * @param model whose weights are exported; they stay as they are
 * @param options `names`
 * @returns tensors by their names in PyTorch
 * @throws TypeError if `names` is of the wrong kind; RangeError if it does not fit the model or a layer has no counterpart in PyTorch
 * @example
 * ```ts
 * import { dense, sequential } from '@gradlab/models';
 * import { exportStateDict } from '@gradlab/models/interop';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = sequential({ inputShape: [2], layers: [dense({ units: 3 })], seed: 1 });
 * const tensors = await exportStateDict(model, { names: { dense1: 'fc' } });
 * console.log(tensors['fc.weight']?.shape); // [ 3, 2 ]
 * model.dispose();
 * ```
 */
export async function exportStateDict(
  model: Pick<Model<Outputs>, 'blueprint' | 'weights'>,
  { names }: ExportOptions = {},
): Promise<Record<string, SafeTensor<'F32'>>> {
  const tensors: Record<string, SafeTensor<'F32'>> = {};
  for (const { name, torchName, layout } of torchWeights('exportStateDict', model.blueprint, names)) {
    const values = (await model.weights[name]?.data()) as Float32Array;
    const here = layout.permutation.map((axis) => layout.view[axis] ?? 0);
    const data = permuteAxes(values, here, inversePermutation(layout.permutation));
    tensors[torchName] = { dtype: 'F32', shape: layout.shape, data };
  }
  return tensors;
}
