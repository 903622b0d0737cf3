import { createDataset, type Dataset, type Field } from '../src/index.ts';

/** `size` examples whose every input element is the example's index (modulo 256) and whose label is index modulo 3. */
export function numbered(size: number, shape: readonly number[] = [2]): Dataset<Field> {
  const width = shape.reduce((product, n) => product * n, 1);
  return createDataset({
    name: 'numbered',
    size,
    x: { data: Uint8Array.from({ length: size * width }, (_, i) => Math.floor(i / width)), shape, scale: 1 / 255 },
    y: { data: Uint8Array.from({ length: size }, (_, i) => i % 3), shape: [], classNames: ['a', 'b', 'c'] },
  });
}
