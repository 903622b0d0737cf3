import { foldIn } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';
import { type Case, float } from './case.ts';
import { choose, integer, type Kind, repeats } from './values.ts';

type Pad = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
type Pool = (x: tf.Tensor4D, size: [number, number], strides: [number, number], pad: Pad) => tf.Tensor;

const KINDS: readonly Kind[] = ['normal', 'negative', 'tied', 'positive', 'special'];

/** tfjs-core reckons a wrong width from one number unless all is square: the CPU backend has to be told each side. */
function forBackend(pad: Pad): Pad {
  if (typeof pad !== 'number' || tf.getBackend() !== 'cpu') return pad;
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}

function pools(name: string, pool: Pool, kinds: readonly Kind[]): Case[] {
  return Array.from({ length: repeats(24, 300) }, (_, i) => {
    const seed = foldIn(foldIn(21, name), i);
    const pick = (what: string, low: number, high: number): number => integer(foldIn(seed, what), low, high);
    const shape = [pick('batch', 1, 3), pick('height', 4, 9), pick('width', 4, 9), pick('channels', 1, 9)];
    const pad = choose<Pad>(foldIn(seed, 'pad'), ['same', 'valid', 0, 1]);
    const size: [number, number] = [pick('filterHeight', 1, 4), pick('filterWidth', 1, 4)];
    const strides: [number, number] = [pick('strideHeight', 1, 3), pick('strideWidth', 1, 3)];
    const kind = kinds[i % kinds.length] ?? 'normal';
    return {
      name: `${name} ${kind} [${shape}] size ${size} strides ${strides} pad ${pad}`,
      inputs: [float(shape, kind)],
      run: (x) => pool(x as tf.Tensor4D, size, strides, forBackend(pad)),
    };
  });
}

function pools3d(): Case[] {
  return (['same', 'valid'] as const).flatMap((pad) =>
    (['normal', 'negative', 'tied'] as const).flatMap((kind) => [
      {
        name: `maxPool3d ${kind} ${pad}`,
        inputs: [float([2, 4, 5, 4, 3], kind)],
        run: (x: tf.Tensor) => tf.maxPool3d(x as tf.Tensor5D, 2, 2, pad),
        // A maximum that is positive comes out right.
        ...(`${kind} ${pad}` !== 'normal valid' && {
          leftAlone: 'stock tfjs-wasm starts the maximum at the smallest positive number',
        }),
      },
      {
        name: `avgPool3d ${kind} ${pad}`,
        inputs: [float([2, 4, 5, 4, 3], kind)],
        run: (x: tf.Tensor) => tf.avgPool3d(x as tf.Tensor5D, 2, 2, pad),
      },
    ]),
  );
}

/** The CPU backend's gradient is wrong where a size was rounded up: tfjs-core does not tell it of that. */
function rounded(): Case[] {
  return Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }).flatMap(([name, pool]) =>
    (['floor', 'round', 'ceil'] as const).map((mode) => ({
      name: `${name} with sizes rounded by ${mode}`,
      inputs: [float([2, 6, 8, 5])],
      run: (x: tf.Tensor) => pool(x as tf.Tensor4D, [2, 3], [3, 2], forBackend(0), mode),
      forwardOnly: true,
    })),
  );
}

/** Pooling of every sort, with whole windows negative and with ties. */
export const poolingCases: readonly Case[] = [
  ...pools('maxPool', tf.maxPool, KINDS),
  ...pools('avgPool', tf.avgPool, ['normal']),
  ...rounded(),
  ...pools3d(),
  {
    name: 'maxPool of NaN',
    inputs: [float([1, 6, 6, 5], 'special')],
    run: (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'),
  },
  {
    name: 'maxPool of NaN with a filter of one pixel',
    inputs: [float([1, 6, 6, 5], 'special')],
    run: (x) => tf.maxPool(x as tf.Tensor4D, 1, 1, 'valid'),
  },
  ...Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }).map(
    ([name, pool]): Case => ({
      name: `${name} of a window with nothing but padding`,
      inputs: [float([1, 3, 4, 2])],
      run: (x) => pool(x as tf.Tensor4D, [3, 1], [3, 1], forBackend(1)),
    }),
  ),
  { name: 'global average', inputs: [float([2, 5, 5, 3])], run: (x) => tf.mean(x, [1, 2]) },
];
