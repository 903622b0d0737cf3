import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';
import { integer, repeats, shapes } from './values.ts';

type Activation = NonNullable<Parameters<typeof tf.fused.matMul>[0]['activation']>;

const TRANSPOSES = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

function transposed(shape: readonly number[], transpose: boolean): number[] {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return transpose ? [...shape.slice(0, -2), columns, rows] : [...shape];
}

function sizes(): readonly (readonly [m: number, k: number, n: number])[] {
  const random = shapes('matMul', repeats(12, 200), 3, 80).map(([m = 1, k = 1, n = 1]) => [m, k, n] as const);
  return [[1, 1, 1], [4, 49, 12], [5, 300, 13], [3, 520, 2], [130, 7, 400], ...random];
}

function plain(): Case[] {
  return sizes().flatMap(([m, k, n]) =>
    TRANSPOSES.map(([ta, tb]) => ({
      name: `matMul ${m}×${k}×${n} ${ta ? 'aᵀ' : 'a'} ${tb ? 'bᵀ' : 'b'}`,
      inputs: [float(transposed([m, k], ta)), float(transposed([k, n], tb))],
      run: (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb),
    })),
  );
}

function batched(): Case[] {
  const batches = [[3], [1], [2, 3]];
  return batches.flatMap((batch, i) =>
    TRANSPOSES.map(([ta, tb]) => {
      const [m, k, n] = [0, 1, 2].map((axis) => integer(foldIn(foldIn(3, `batched ${i}`), axis), 1, 70));
      return {
        name: `matMul batch ${batch} ${m}×${k}×${n} ${ta} ${tb}`,
        inputs: [
          float(transposed([...batch, m, k] as number[], ta)),
          float(transposed([...batch, k, n] as number[], tb)),
        ],
        run: (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb),
      };
    }),
  );
}

/** tfjs-core has no gradient for a batch that broadcasts, so these are compared forward only. */
function broadcast(): Case[] {
  const pairs = [
    [[], [3]],
    [[3], []],
    [[1], [4]],
    [[2, 3], [3]],
    [[3], [2, 3]],
  ] as const;
  return pairs.map(([a, b]) => ({
    name: `matMul batches [${a}] and [${b}]`,
    inputs: [float([...a, 7, 53]), float([...b, 53, 9])],
    run: (x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y),
    forwardOnly: true,
  }));
}

const FUSED: readonly Activation[] = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'];

function fused(): Case[] {
  return FUSED.flatMap((activation) =>
    TRANSPOSES.flatMap(([transposeA, transposeB], i) =>
      [[], [2]].map((batch) => {
        const [m, k, n] = [6 + i, 61, 10 + i];
        return {
          name: `fused matMul ${activation} batch [${batch}] ${transposeA} ${transposeB}`,
          inputs: [
            float(transposed([...batch, m, k], transposeA)),
            float(transposed([...batch, k, n], transposeB)),
            float([n]),
            float([n]),
          ],
          run: (a: tf.Tensor, b: tf.Tensor, bias: tf.Tensor, slopes: tf.Tensor) => {
            const options = { a, b, transposeA, transposeB, bias, activation, leakyreluAlpha: 0.3 };
            const result = tf.fused.matMul(
              activation === 'prelu' ? { ...options, preluActivationWeights: slopes } : options,
            );
            // Every input has to take part, or tf.grads refuses it.
            return activation === 'prelu' ? result : tf.add(result, tf.mul(slopes, 0));
          },
        };
      }),
    ),
  );
}

function special(): Case[] {
  return TRANSPOSES.map(([ta, tb]) => ({
    name: `matMul of NaN and infinities ${ta} ${tb}`,
    inputs: [float(transposed([5, 3], ta), 'special'), float(transposed([3, 14], tb), 'special')],
    run: (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, ta, tb),
    forwardOnly: true,
  }));
}

/** Matrix products, plain, batched, broadcast and fused. */
export const matMulCases: readonly Case[] = [
  ...plain(),
  ...batched(),
  ...broadcast(),
  ...fused(),
  ...special(),
  { name: 'dot of vectors', inputs: [float([50]), float([50])], run: (a, b) => tf.dot(a, b) },
  {
    name: 'outerProduct',
    inputs: [float([7]), float([9])],
    run: (a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  },
  { name: 'matMul of a with itself', inputs: [float([9, 60])], run: (a) => tf.matMul(a, a, true) },
  {
    name: 'einsum bij,bjk',
    inputs: [float([2, 3, 4]), float([2, 4, 5])],
    run: (a, b) => tf.einsum('bij,bjk->bik', a, b),
    forwardOnly: true,
    leftAlone: 'stock tfjs-wasm has no Einsum, and tfjs-core no gradient of it to train with',
  },
];
