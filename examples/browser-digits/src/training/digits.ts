import { type Dataset, type Field, split, syntheticDigits, take } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import { digitInput } from '@gradlab-examples/digit-input';
import type { TrainingSettings } from '../worker/contract.ts';
import { readMnistFiles } from './mnist-files.ts';

/** Digits to train on and digits held out. */
export interface TrainingDigits {
  readonly name: string;
  readonly train: Dataset<Field>;
  readonly validation: Dataset<Field>;
}

// One digit is held out for every five that are trained on.
const HELD_OUT = 1 / 5;
// Of fewer none would be held out.
const LEAST = 6;
const SIZE = 28;

/**
 * The digits of a training: as many as are asked for, or as the files hold.
 *
 * @param settings `digits`, `seed`
 * @param files of MNIST; none for digits that are drawn here
 */
export async function digitsFor(
  { digits, seed }: Pick<TrainingSettings, 'digits' | 'seed'>,
  files: readonly File[],
): Promise<TrainingDigits> {
  const validation = Math.ceil(digits * HELD_OUT);
  const wanted = digits + validation;
  const all = files.length === 0 ? drawn(wanted, seed) : await readMnistFiles(files);
  if (all.size < LEAST) throw new RangeError(`there must be at least ${LEAST} digits, got ${all.size}`);
  const used = take(all, Math.min(wanted, all.size));
  return { name: all.name, ...split(used, { train: digits / wanted, validation: validation / wanted }) };
}

/** Without noise and brought to the form that drawings are brought to: a network should see both alike. */
function drawn(size: number, seed: number): Dataset<Field> {
  const digits = syntheticDigits({ size, seed: foldIn(seed, 'digits'), noise: 0 });
  const images = new Uint8Array(digits.x.data.length);
  for (let at = 0; at < images.length; at += SIZE * SIZE) {
    const input = digitInput(digits.x.data.subarray(at, at + SIZE * SIZE), { height: SIZE, width: SIZE });
    for (const [i, value] of input?.entries() ?? []) images[at + i] = Math.round(255 * value);
  }
  return { ...digits, name: 'synthetic digits', x: { ...digits.x, data: images } };
}
