import { blobs, circles, colouredDigits, type Dataset, moons, spirals, syntheticDigits } from '../../src/index.ts';
import type { Source, Wrong } from './source.ts';

interface Generated {
  readonly name: string;
  readonly generate: (options: { size: number; seed: number }) => Dataset;
  readonly x: Source['x'];
  readonly targets: Source['targets'];
}

const points: Source['x'] = { storage: 'Float32Array', shape: [2] };
const picture = (channels: number): Source['x'] => ({
  storage: 'Uint8Array',
  shape: [28, 28, channels],
  scale: 1 / 255,
});

const generated: readonly Generated[] = [
  { name: 'syntheticDigits', generate: syntheticDigits, x: picture(1), targets: { y: 10 } },
  { name: 'colouredDigits', generate: colouredDigits, x: picture(3), targets: { digit: 10, colour: 8 } },
  { name: 'circles', generate: (options) => circles({ ...options, noise: 0.1 }), x: points, targets: { y: 2 } },
  { name: 'moons', generate: (options) => moons({ ...options, noise: 0.1 }), x: points, targets: { y: 2 } },
  { name: 'spirals', generate: (options) => spirals({ ...options, noise: 0.1 }), x: points, targets: { y: 2 } },
  { name: 'blobs', generate: blobs, x: points, targets: { y: 3 } },
];

/** Every synthetic set, with examples and without. */
export const generators: readonly Source[] = generated.flatMap(({ name, generate, x, targets }) =>
  [60, 1, 0].map(
    (size): Source => ({
      name: `${name} of ${size}`,
      ...{ size, x, targets },
      make: () => generate({ size, seed: 1 }),
      stoppable: false,
      wrong: wrongSizesAndSeeds(generate),
    }),
  ),
);

function wrongSizesAndSeeds(generate: Generated['generate']): readonly Wrong[] {
  const refuse = (options: object, error: Wrong['error']): Wrong => ({
    why: JSON.stringify(options),
    make: () => generate(options as { size: number; seed: number }),
    error,
  });
  return [
    refuse({ size: -1, seed: 1 }, RangeError),
    refuse({ size: 1.5, seed: 1 }, RangeError),
    refuse({ size: '9', seed: 1 }, TypeError),
    refuse({ size: 9, seed: -1 }, RangeError),
    refuse({ size: 9, seed: 'x' }, TypeError),
    refuse({ size: 9 }, TypeError),
  ];
}
