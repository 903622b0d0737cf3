import * as tf from '@tensorflow/tfjs-core';
import { GradcheckError } from './gradcheck-error.ts';
import { callScalar, type Subject } from './scalar-function.ts';

/**
 * f with the values of x replaced. A variable is changed in place while f runs and is then as before, so f may as well read it
 * from outside (a model's weight for one); of a plain tensor f gets a changed copy.
 *
 * @param values as many as x has; copied
 * @returns a scalar that the caller owns
 */
function evaluateAt(subject: Subject, values: Float32Array): tf.Scalar {
  const { x } = subject;
  return tf.tidy(() => {
    const moved = tf.tensor(values.slice(), x.shape, 'float32');
    // The clone outlives a variable's change back, and is ours to dispose whatever f returned.
    if (!(x instanceof tf.Variable)) return tf.clone(callScalar(subject, moved));
    const original = tf.clone(x);
    x.assign(moved);
    try {
      return tf.clone(callScalar(subject, x));
    } finally {
      x.assign(original);
    }
  });
}

/** f at several places, evaluated at once, then read. */
export async function valuesAt(subject: Subject, places: readonly Float32Array[]): Promise<number[]> {
  const scalars: tf.Scalar[] = [];
  try {
    for (const place of places) scalars.push(evaluateAt(subject, place));
    const values = await Promise.all(scalars.map((scalar) => scalar.data()));
    return values.map(([value = Number.NaN]) => value);
  } finally {
    tf.dispose(scalars);
  }
}

/** A subject with the values of x and with f(x), which is finite. */
export interface Base extends Subject {
  readonly values: Float32Array;
  readonly value: number;
}

/** @throws GradcheckError `not-finite` if f(x) is not */
export async function evaluateBase(subject: Subject): Promise<Base> {
  const values = await subject.x.data<'float32'>();
  const [value = Number.NaN] = await valuesAt(subject, [values]);
  if (Number.isFinite(value)) return { ...subject, values, value };
  throw new GradcheckError('not-finite', `${subject.caller}: f(x) must be finite, got ${value}`);
}
