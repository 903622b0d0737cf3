import { describe, expect, it } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { type Bar, barChart } from './bar-chart.ts';

const draw = (bars: readonly Bar[], more: object = {}) =>
  parseXml(barChart({ title: 'T', label: 'share', bars, ...more }));

const barsOf = (root: ReturnType<typeof draw>): { x: number; width: number }[] =>
  elementsNamed(root, 'rect')
    .slice(1)
    .map(({ attributes }) => ({ x: Number(attributes.x), width: Number(attributes.width) }));

describe('barChart', () => {
  it('draws the picture of the README', async () => {
    const bars: Bar[] = [
      { name: 'learning rate', value: 0.81, interval: [0.74, 0.86] },
      { name: 'batch size', value: 0.07, interval: [0.02, 0.12] },
      { name: 'hidden units', value: 0.03, interval: [-0.01, 0.05] },
    ];
    const svg = barChart({ title: 'What accuracy depends on', label: 'share of variance explained', bars });
    await expect(svg).toMatchFileSnapshot('../../docs/importance.svg');
  });

  it('gives each bar a length in proportion, from zero to either side', () => {
    const [a, b, c] = barsOf(
      draw([
        { name: 'a', value: 2 },
        { name: 'b', value: -1 },
        { name: 'c', value: 0 },
      ]),
    );
    expect(a?.width).toBeCloseTo(2 * (b?.width ?? 0), 1);
    expect((b?.x ?? 0) + (b?.width ?? 0)).toBeCloseTo(a?.x ?? 0, 1);
    expect(c).toEqual({ x: a?.x, width: 0 });
  });

  it('writes names and numbers and lists them for screen readers', () => {
    const root = draw(
      [
        { name: 'relu', value: 0.5 },
        { name: 'tanh', value: 0.25 },
      ],
      { format: 'percent', decimals: 1 },
    );
    expect(wordsOn(root)).toEqual(expect.arrayContaining(['T', 'share', 'relu', '50.0 %', 'tanh', '25.0 %']));
    expect(elementsNamed(root, 'desc')[0]?.text).toBe('Bars of share. relu: 50.0 %. tanh: 25.0 %.');
  });

  it('draws bars that are all zero', () => {
    expect(barsOf(draw([{ name: 'a', value: 0 }]))).toEqual([{ x: expect.any(Number), width: 0 }]);
  });

  it.each([
    ['no bars', () => draw([]), RangeError, 'bars must hold at least one bar, got none'],
    ['no list', () => draw(3 as never), TypeError, 'bars must be an array, got 3'],
    ['no bar', () => draw([null as never]), TypeError, 'bars[0] must be an object with a name and a value'],
    ['NaN', () => draw([{ name: 'a', value: Number.NaN }]), RangeError, 'bars[0].value'],
    [
      'half an interval',
      () => draw([{ name: 'a', value: 1, interval: [1] as never }]),
      TypeError,
      'bars[0].interval must be [low, high], got [1]',
    ],
    ['a narrow figure', () => draw([{ name: 'a', value: 1 }], { width: 10 }), RangeError, 'width'],
  ] as const)('refuses %s', (_, call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

it.each([1e300, -1e300, 5e-324, 1e-300, 0])('draws a bar of %d', (value) => {
  expect(barChart({ title: 'T', label: 'l', bars: [{ name: 'a', value }] })).not.toMatch(/NaN|Infinity/);
});

it.each([
  ['a value that no axis has room for', { value: 1.1e300 }, RangeError],
  ['an interval that goes down', { value: 1, interval: [2, 0] }, RangeError],
  ['an interval of three', { value: 1, interval: [0, 1, 2] }, TypeError],
])('refuses %s', (_, bar, kind) => {
  expect(() => barChart({ title: 'T', label: 'l', bars: [{ name: 'a', ...bar } as never] })).toThrow(kind);
});
