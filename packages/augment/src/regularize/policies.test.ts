import { chiSquared, chiSquaredBound } from '@gradlab-internal/testing/statistics';
import { describe, expect, it } from 'vitest';
import { goldens } from '../../test/goldens.ts';
import type { Json, Transform } from '../transform.ts';
import { parametersFor } from '../transform.ts';
import { type MagnitudeTable, type PolicyOperation, RAND_AUGMENT, TRIVIAL_AUGMENT_WIDE } from './magnitudes.ts';
import { randAugment } from './rand-augment.ts';
import { trivialAugmentWide } from './trivial-augment-wide.ts';

const image = { data: new Uint8Array(8 * 10 * 3), shape: [8, 10, 3] };

type Step = { readonly operation: PolicyOperation; readonly magnitude: number };
const stepsOf = (drawn: Json): readonly Step[] => (Array.isArray(drawn) ? drawn : [drawn]) as readonly Step[];

describe.each<[string, MagnitudeTable, Transform]>([
  ['randAugment', RAND_AUGMENT, randAugment()],
  ['trivialAugmentWide', TRIVIAL_AUGMENT_WIDE, trivialAugmentWide()],
])('%s', (name, table, transform) => {
  it('has the operations and strengths of torchvision, to the bit', () => {
    const golden = Object.entries(goldens.policies[name] ?? {});
    expect(golden.map(([operation]) => operation.toLowerCase())).toEqual(
      Object.keys(table).map((key) => key.toLowerCase()),
    );
    for (const [operation, { magnitudes, signed }] of golden) {
      const key = (operation.charAt(0).toLowerCase() + operation.slice(1)) as PolicyOperation;
      expect(table[key].signed, operation).toBe(signed);
      const found = magnitudes?.map((_, bin) => table[key].at?.(bin, 31, [8, 10]));
      expect(found ?? null, operation).toEqual(magnitudes);
    }
  });

  it('draws each operation about equally often, and either sign', () => {
    const steps = Array.from({ length: 2800 }, (_, index) =>
      stepsOf(parametersFor(transform, image, { seed: 2, index })),
    ).flat();
    const operations = Object.keys(table) as PolicyOperation[];
    const counts = operations.map((operation) => steps.filter((step) => step.operation === operation).length);
    expect(chiSquared(counts, () => steps.length / 14)).toBeLessThan(chiSquaredBound(13));
    const turns = steps.filter(({ operation, magnitude }) => operation === 'rotate' && magnitude !== 0);
    const negative = turns.filter(({ magnitude }) => magnitude < 0).length;
    // Five standard errors of a fair coin.
    expect(Math.abs(negative - turns.length / 2)).toBeLessThan(2.5 * Math.sqrt(turns.length));
  });
});

it('randAugment takes one bin for all strengths, trivialAugmentWide any', () => {
  const turnsOf = (transform: Transform): Set<number> =>
    new Set(
      Array.from({ length: 1500 }, (_, index) => stepsOf(parametersFor(transform, image, { seed: 2, index })))
        .flat()
        .filter(({ operation }) => operation === 'rotate')
        .map(({ magnitude }) => Math.abs(magnitude)),
    );
  expect([...turnsOf(randAugment({ magnitude: 10 }))]).toEqual([10]);
  expect(turnsOf(trivialAugmentWide()).size).toBeGreaterThan(20);
});

it('randAugment of no operations is the identity', () => {
  expect(randAugment({ operations: 0 }).apply(image, { seed: 1 })).toBe(image);
});
