import { describe, expect, it } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { readAxis } from './parallel-axis.ts';
import { parallelCoordinates } from './parallel-coordinates.ts';
import type { ParallelCoordinatesOptions } from './read-parallel.ts';

const activations = ['relu', 'tanh', 'sigmoid'];

/** Thirty trials whose score is best at a rate of 0.1 with relu. */
const search: ParallelCoordinatesOptions = {
  title: 'A search over 30 networks',
  axes: [
    { name: 'learning rate', scale: 'log' },
    { name: 'activation', scale: 'category', categories: activations },
    { name: 'hidden units' },
    { name: 'momentum' },
  ],
  lines: Array.from({ length: 30 }, (_, i) => {
    const exponent = -((i * 7) % 30) / 10;
    const momentum = i % 4 === 0 ? null : ((i * 11) % 10) / 10;
    const score = i === 12 ? Number.NaN : 0.98 - (exponent + 1) ** 2 / 20 - (i % 3) / 50;
    return { values: [10 ** exponent, activations[i % 3] ?? '', 100 + ((i * 37) % 400), momentum], score };
  }),
  score: { label: 'validation accuracy' },
};

const small: ParallelCoordinatesOptions = {
  title: 'T',
  axes: [{ name: 'a' }, { name: 'b', scale: 'log' }, { name: 'c', scale: 'category' }],
  lines: [
    { values: [0, 1, 'x'], score: 0 },
    { values: [10, 100, 'y'], score: 10 },
    { values: [5, 10, null], score: 5 },
  ],
  score: { label: 's' },
};

/** For each line, in the order drawn, its points with y as a share of the axis. */
function linesOf(
  options: ParallelCoordinatesOptions,
): { points: number[][]; d: string; stroke: string | undefined; dashed: boolean }[] {
  const root = parseXml(parallelCoordinates(options));
  const axis = elementsNamed(root, 'line')[0]?.attributes;
  const [top, bottom] = [Number(axis?.y1), Number(axis?.y2)];
  return elementsNamed(root, 'path').map(({ attributes: { d = '', stroke, ...more } }) => {
    const points = d
      .split(/[ML]/)
      .slice(1)
      .map((point) => point.split(',').map(Number));
    return {
      d,
      stroke,
      dashed: 'stroke-dasharray' in more,
      points: points.map(([x = 0, y = 0]) => [x, (bottom - y) / (bottom - top)]),
    };
  });
}

describe('parallelCoordinates', () => {
  it('draws the picture of the README', async () => {
    await expect(parallelCoordinates(search)).toMatchFileSnapshot('../../docs/search.svg');
  });

  it('bridges a gap with dots, so that every line ends at its score', () => {
    const gaps = { ...small, lines: [{ values: [0, null, null], score: 0 }, ...small.lines.slice(0, 2)] };
    const [line, bridge] = linesOf(gaps);
    expect(line?.points).toHaveLength(2);
    expect(bridge?.points).toEqual(line?.points);
    expect(bridge?.dashed).toBe(true);
    expect(linesOf(gaps).filter(({ dashed }) => dashed)).toHaveLength(1);
  });

  it.each([1e17, 2 ** 60, 1e300, -1e300, 5e-324, 0])('places %d alone on an axis', (number) => {
    const svg = parallelCoordinates({ ...small, axes: [{ name: 'a' }], lines: [{ values: [number], score: number }] });
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('places two numbers that differ in the last bit, and more lines than a call takes arguments', () => {
    const [low, high] = [0.1, 0.1 + 2 ** -56];
    for (const scale of ['linear', 'log'] as const) {
      const lines = [low, high].map((value) => ({ values: [value], score: value }));
      expect(parallelCoordinates({ ...small, axes: [{ name: 'a', scale }], lines })).not.toMatch(/NaN|Infinity/);
    }
    const values = Array.from({ length: 200_000 }, (_, i) => i);
    const { ticks } = readAxis('test', 'axis', { name: 'a' }, values);
    expect(ticks.at(-1)?.share).toBe(1);
  });

  it('counts a score that no axis has room for as one that is not drawn', () => {
    const svg = parallelCoordinates({ ...small, lines: [...small.lines, { values: [0, 1, 'x'], score: 1e305 }] });
    expect(svg).toContain('Not drawn: 1 of 4 trials');
  });

  it('refuses a score without a label or with an end that is none', () => {
    expect(() => parallelCoordinates({ ...small, score: undefined as never })).toThrow(
      new TypeError('parallelCoordinates: score must be an object with a label, got undefined'),
    );
    expect(() => parallelCoordinates({ ...small, score: { label: 's', best: 'mid' as never } })).toThrow(
      'score.best must be one of',
    );
  });

  it('takes truth values for categories', () => {
    const lines = [true, false].map((value, i) => ({ values: [value], score: i }));
    const svg = parallelCoordinates({ ...small, axes: [{ name: 'a', scale: 'category' }], lines });
    expect(svg).toContain('a false.');
  });

  it('places every value on its axis, with a gap where there is none, and the best line last', () => {
    const [worst, middle, best] = linesOf(small).filter(({ dashed }) => !dashed);
    expect(worst?.points.map(([, y]) => y)).toEqual([0, 0, 0.25, 0]);
    expect(best?.points.map(([, y]) => y)).toEqual([1, 1, 0.75, 1]);
    expect(middle?.points.map(([, y]) => y)).toEqual([0.5, 0.5, 0.5]);
    expect(middle?.d).toMatch(/^M[^ML]+L[^ML]+M[^ML]+$/);
    expect(best?.stroke).toBe('#d37f00');
  });

  it('keeps categories in the order of the lines, and takes the first of equal scores for the best', () => {
    const lines = [
      { values: ['low'], score: 1 },
      { values: ['middle'], score: 3 },
      { values: ['high'], score: 3 },
      { values: ['low'], score: 2 },
    ];
    const options = { ...small, axes: [{ name: 'a', scale: 'category' as const }], lines };
    expect(linesOf(options).at(-1)?.points[0]?.[1]).toBeCloseTo(0.5, 9);
    expect(parallelCoordinates(options)).toContain('Best s 3: a middle.');
  });

  it('takes the least score as the best if asked', () => {
    const lines = linesOf({ ...small, score: { label: 's', best: 'min' } });
    expect(lines.at(-1)?.points.at(-1)?.[1]).toBe(0);
  });

  it('names axes, the best trial and those it could not draw', () => {
    const root = parseXml(parallelCoordinates(search));
    const best =
      'Best validation accuracy 0.9795: learning rate 0.1259, activation relu, hidden units 299, momentum 0.7.';
    expect(elementsNamed(root, 'desc')[0]?.text).toContain('29 trials over 4 hyperparameters. ');
    expect(elementsNamed(root, 'desc')[0]?.text).toContain(best);
    expect(wordsOn(root)).toEqual(
      expect.arrayContaining([
        'learning rate',
        'relu',
        'validation accuracy',
        'Not drawn: 1 of 30 trials, whose score is not finite or too large.',
      ]),
    );
  });

  it('draws a single trial, and an axis on which no trial has a value', () => {
    const [line] = linesOf({ ...small, lines: [{ values: [null, null, null], score: 1 }] });
    expect(line?.points).toHaveLength(1);
    expect(linesOf({ ...small, lines: [{ values: [3, 7, 'z'], score: 1 }] })[0]?.points.map(([, y]) => y)).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it.each([
    ['no axes', { axes: [] }, RangeError, 'axes must hold at least one axis'],
    ['no list of lines', { lines: 3 as never }, TypeError, 'lines must be an array, got 3'],
    ['no line', { lines: [] }, RangeError, 'at least one with a finite score, got none'],
    ['only failures', { lines: [{ values: [1, 1, 'x'], score: Number.NaN }] }, RangeError, 'finite score, got none'],
    ['too few values', { lines: [{ values: [1], score: 1 }] }, RangeError, 'lines[0].values must hold 3 values'],
    [
      'zero on a log axis',
      { lines: [{ values: [1, 0, 'x'], score: 1 }] },
      RangeError,
      'must be positive numbers from 1e-300 to 1e300, got 0',
    ],
    [
      'text on a number axis',
      { lines: [{ values: ['1', 1, 'x'], score: 1 }] },
      RangeError,
      'must be numbers from −1e300 to 1e300, got "1"',
    ],
    [
      'a score that is text',
      { lines: [{ values: [1, 1, 'x'], score: '1' as never }] },
      TypeError,
      'lines[0].score must be a number',
    ],
    [
      'an unknown category',
      { axes: [{ name: 'a' }, { name: 'b' }, { name: 'c', scale: 'category', categories: ['q'] } as const] },
      RangeError,
      'must be of its categories, got "x"',
    ],
  ])('refuses %s', (_, more, kind, message) => {
    expect(() => parallelCoordinates({ ...small, ...more })).toThrow(kind);
    expect(() => parallelCoordinates({ ...small, ...more })).toThrow(message);
  });
});
