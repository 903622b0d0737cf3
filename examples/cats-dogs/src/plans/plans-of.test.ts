import { useBackend } from '@gradlab/backend';
import { buildNetwork } from '@gradlab-examples/harness';
import { beforeAll, describe, expect, it } from 'vitest';
import { PARTS, type Plan } from './plan.ts';
import { plansOf } from './plans-of.ts';

beforeAll(() => useBackend('wasm'));

const ALL = [...plansOf('full', { only: PARTS }), ...plansOf('quick', { only: PARTS })];

/** Those that take hours are not built: the zoo holds their counts to its own tests. */
const isSmall = ({ network }: Plan): boolean => network.parameterCount < 5e6;

describe('plans', () => {
  it('have the networks of the reports in full, and twins of the large ones in quick', () => {
    const counts = (profile: 'quick' | 'full') =>
      Object.fromEntries(plansOf(profile).map(({ part, network }) => [part, network.parameterCount]));
    expect(counts('full')).toMatchObject({
      'C-H-baseline': 3_282_190,
      'C-H-final': 66_252_658,
      'C-H-larger': 10_978_114,
      'C-K': 29_092_994,
      'C-sizes': 1_821_986,
    });
    expect(counts('quick')).toMatchObject({ 'C-H-baseline': 3_282_190, 'C-K': 456_722 });
    expect(plansOf('quick').every(isSmall)).toBe(true);
  });

  it('count the parameters of twins as they are', () => {
    const networks = new Map(ALL.filter(isSmall).map(({ network }) => [network.name, network]));
    expect(networks.size).toBe(5);
    for (const { reference, parameterCount } of networks.values()) {
      const model = buildNetwork(reference, 1);
      expect(model.countParameters()).toBe(parameterCount);
      model.dispose();
    }
  });

  it('make the three by three table of C-H, with what was published of whole networks alone', () => {
    const table = plansOf('full', { only: ['C-H-baseline', 'C-H-final', 'C-H-larger'] });
    expect(table.map(({ input, batchSize, published }) => [input, batchSize, published.validation])).toEqual([
      ...[
        ['unit', 128, 0.5035],
        ['unit', 128, 0.51],
        ['unit', 128, 0.4895],
      ],
      ...[
        ['standardised', 128, 0.783],
        ['standardised', 128, 0.6355],
        ['standardised', 128, 0.4895],
      ],
      ...[
        ['standardised', 10, 0.8315],
        ['standardised', 10, 0.89],
        ['standardised', 10, 0.756],
      ],
    ]);
    expect(table.filter(({ published }) => published.test !== undefined).map(({ id }) => id)).toEqual([
      'c-h-final-on-10',
    ]);
    for (const { network, published } of ALL) if (network.design === 'twin') expect(published).toEqual({});
  });

  it('differ in nothing but augmentation where augmentation is judged', () => {
    const [plain, augmented] = plansOf('full', { only: ['C-K'] });
    const settings = (plan: Plan | undefined) => ({ ...plan, id: '', label: '', augmented: true, published: {} });
    expect(settings(plain)).toEqual(settings(augmented));
    expect([plain?.augmented, augmented?.augmented]).toEqual([false, true]);
    expect(augmented).toMatchObject({
      batchSize: 32,
      learningRate: 0.01,
      l2: 1.5e-3,
      dropout: 0.5,
      falling: 'plateau',
    });
  });

  it('are those asked for, by names that are unique; long variations only by name', () => {
    for (const profile of ['quick', 'full'] as const) {
      const ids = plansOf(profile, { only: PARTS }).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(plansOf('full').map(({ part }) => part)).toContain('C-K-others');
    expect(plansOf('full').map(({ part }) => part)).not.toContain('C-K-quarter');
    expect(plansOf('quick').map(({ part }) => part)).not.toContain('C-K-others');
    const others = plansOf('full', { only: ['C-K-others'] });
    expect(others.map(({ l2, learningRate, dropout }) => [l2, learningRate, dropout])).toEqual([
      [2e-3, 0.01, 0.5],
      [1e-3, 0.01, 0.5],
      [1.5e-3, 1e-3, 0.4],
    ]);
    expect(plansOf('full', { only: ['C-K', 'C-sizes'], epochs: 7 }).map(({ epochs }) => epochs)).toEqual([
      7, 7, 4, 4, 4, 4,
    ]);
  });
});
