import type { Model } from '@gradlab/models';
import type * as tf from '@tensorflow/tfjs-core';
import type { Examples, Weights } from './network.ts';
import { type Numbers, numbersOf, type Precision, zeros } from './vectors.ts';

/** What the weights are called in the tfjs model. */
export const PARAMETERS = { Wy: 'dense2.weight', by: 'dense2.bias', Wh: 'dense1.weight', bh: 'dense1.bias' } as const;

/** Copies of a tfjs model's weights. There a matrix has a row for each input, here for each output. */
export function weightsOf(model: Model, precision: Precision): Weights {
  const copy = (name: keyof typeof PARAMETERS): Numbers => {
    const variable = model.parameters[PARAMETERS[name]];
    if (variable === undefined) {
      throw new RangeError(`weightsOf: model must have ${PARAMETERS[name]}, got ${Object.keys(model.parameters)}`);
    }
    return copyOf(variable, precision);
  };
  return { Wh: copy('Wh'), bh: copy('bh'), Wy: copy('Wy'), by: copy('by') };
}

/** The values of a weight or of the gradient by it, matrices turned as {@link weightsOf} has them. */
function copyOf(tensor: tf.Tensor, precision: Precision): Numbers {
  return fromTfjs(tensor.dataSync<'float32'>(), tensor.shape, precision);
}

/** The same of values that are no tensor any more. */
export function fromTfjs(values: Numbers, [inputs = 1, outputs]: readonly number[], precision: Precision): Numbers {
  return numbersOf(outputs === undefined ? values : transpose(values, inputs, outputs), precision);
}

/** A weight's values in the order of tfjs: the inverse of {@link fromTfjs}. */
export function toTfjs(values: Numbers, [inputs = 1, outputs]: readonly number[]): Numbers {
  return outputs === undefined ? values : transpose(values, outputs, inputs);
}

function transpose(values: Numbers, rows: number, columns: number): Numbers {
  const turned = values.slice();
  for (const [i, value] of values.entries()) turned[(i % columns) * rows + Math.floor(i / columns)] = value;
  return turned;
}

/** A batch of tfjs as plain numbers. */
export function examplesOf(
  { x, y }: { readonly x: tf.Tensor; readonly y: tf.Tensor },
  classes: number,
  precision: Precision,
): Examples {
  const labels = y.dataSync<'int32'>();
  const oneHot = zeros(labels.length * classes, precision);
  for (const [n, label] of labels.entries()) oneHot[n * classes + label] = 1;
  return { x: numbersOf(x.dataSync<'float32'>(), precision), y: oneHot, count: labels.length };
}
