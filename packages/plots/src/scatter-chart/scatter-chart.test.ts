import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { SERIES_COLORS } from '../figure/colors.ts';
import { checkSvg } from '../svg/check-svg.ts';
import { scatterChart } from './scatter-chart.ts';
import type { PointGroup, ScatterChartOptions } from './scatter-options.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 500 : 15;

const middles = Array.from({ length: 60 }, (_, i) => -1.5 + (i + 0.5) / 20);
const ring = (radius: number): [number, number][] =>
  Array.from({ length: 24 }, (_, i) => [radius * Math.cos(i * 0.26), radius * Math.sin(i * 0.26)]);

/** A classifier of two circles that knows the answer; the README draws the same. */
const circles: ScatterChartOptions = {
  title: 'Two circles and the probability of the inner one',
  x: { label: 'x₁', domain: [-1.5, 1.5] },
  y: { label: 'x₂', domain: [-1.5, 1.5] },
  groups: [
    { name: 'outer', points: ring(1.1) },
    { name: 'inner', points: ring(0.5) },
  ],
  regions: { probabilities: middles.map((y) => middles.map((x) => 1 / (1 + Math.exp(8 * (x * x + y * y - 0.64))))) },
};

const two: ScatterChartOptions = {
  title: 't',
  x: { label: 'x', domain: [0, 10] },
  y: { label: 'y', domain: [0, 10] },
  groups: [
    {
      name: 'a',
      points: [
        [0, 0],
        [5, 10],
      ],
    },
    { name: 'b', points: [[10, 5]] },
  ],
};

function draw(options: ScatterChartOptions) {
  const svg = scatterChart(options);
  checkSvg('test', 'svg', svg);
  return parseXml(svg);
}

/** Paths of marks: those of the groups, then one for each in the legend. */
const marksOf = (root: ReturnType<typeof draw>) =>
  elementsNamed(root, 'path').filter(({ attributes }) => attributes.stroke === '#ffffff');

/** The colours of an embedded picture, as rows from the top. */
function pixelsOf(root: ReturnType<typeof draw>): string[][] {
  const href = elementsNamed(root, 'image')[0]?.attributes.href ?? '';
  const { data, width, height } = decode(Buffer.from(href.split(',')[1] ?? '', 'base64'));
  const at = (row: number, column: number): string =>
    Array.from(data.subarray(3 * (row * width + column), 3 * (row * width + column) + 3)).join();
  return Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => at(i, j)));
}

describe('scatterChart', () => {
  it('draws the picture of the README', async () => {
    await expect(scatterChart(circles)).toMatchFileSnapshot('../../docs/regions.svg');
  });

  it('has title, labels, names, ticks, and a path of marks for each group in its colour', () => {
    const root = draw(two);
    expect(wordsOn(root)).toEqual(expect.arrayContaining(['t', 'x', 'y', 'a', 'b', '0', '2', '10']));
    expect(marksOf(root).map(({ attributes }) => attributes.fill)).toEqual(
      [0, 1, 0, 1].map((index) => SERIES_COLORS[index]),
    );
    expect(elementsNamed(root, 'desc')[0]?.text).toBe(
      'Points of y over x. a: 2 points, x from 0 to 5, y from 0 to 10. b: 1 point, x from 10 to 10, y from 5 to 5.',
    );
  });

  it('puts points where they belong, on linear and on log axes', () => {
    const startsOf = (options: ScatterChartOptions): number[][] =>
      [...(marksOf(draw(options))[0]?.attributes.d ?? '').matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ]);
    const linear = startsOf({
      ...two,
      groups: [
        {
          name: 'a',
          points: [
            [0, 0],
            [5, 5],
            [10, 10],
          ],
        },
      ],
    });
    const log = startsOf({
      ...two,
      x: { label: 'x', scale: 'log', domain: [0.01, 100] },
      y: { label: 'y', scale: 'log', domain: [1, 1e4] },
      groups: [
        {
          name: 'a',
          points: [
            [0.01, 1],
            [1, 100],
            [100, 1e4],
          ],
        },
      ],
    });
    for (const [a = [], b = [], c = []] of [linear, log]) {
      // Written to a hundredth of a pixel.
      expect((a[0] ?? 0) + (c[0] ?? 0)).toBeCloseTo(2 * (b[0] ?? 0), 1);
      expect((a[1] ?? 0) + (c[1] ?? 0)).toBeCloseTo(2 * (b[1] ?? 0), 1);
      expect([a[1], b[1], c[1]]).toEqual([440, 220, 0]);
    }
  });

  it('leaves out what lies outside the axes, and counts what cannot be drawn', () => {
    const root = draw({
      ...two,
      groups: [
        {
          name: 'a',
          points: [
            [5, 5],
            [11, 5],
            [Number.NaN, 1],
            [1, Number.POSITIVE_INFINITY],
          ],
        },
      ],
    });
    expect(marksOf(root)[0]?.attributes.d?.match(/M/g)).toHaveLength(1);
    expect(wordsOn(root)).toContain('Not drawn: 2 of 4 points of “a” (2 not finite).');
    const none = draw({ ...two, groups: [{ name: 'a', points: [[Number.NaN, 1]] }] });
    expect(elementsNamed(none, 'desc')[0]?.text).toContain('a: no point could be drawn.');
    expect(marksOf(none)).toHaveLength(1);
  });

  it('draws every shape, and smaller marks for more points', () => {
    const many = (count: number): string => {
      const points = Array.from({ length: count }, (_, i): [number, number] => [i % 10, i % 7]);
      return marksOf(draw({ ...two, groups: [{ name: 'a', points }] }))[0]?.attributes.d ?? '';
    };
    const radii = [100, 500, 2000, 5000].map((count) => Number(many(count).match(/a([\d.]+)/)?.[1]));
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    expect(new Set(radii).size).toBe(4);
    const groups = Array.from({ length: 7 }, (_, i) => ({ name: `${i}`, points: [[i, i]] as [number, number][] }));
    const shapes = marksOf(draw({ ...two, groups }))
      .slice(0, 7)
      .map(({ attributes }) => attributes.d?.replace(/[-\d. ]+/g, ''));
    expect(shapes).toEqual(['Maaz', ...[4, 3, 4, 3, 12].map((corners) => `M${'L'.repeat(corners - 1)}z`), 'Maaz']);
  });

  it('draws the line of equals as far as both axes go', () => {
    const identity = { ...two, y: { label: 'y', domain: [5, 20] as const }, identity: true };
    const line = elementsNamed(draw(identity), 'line').find(
      ({ attributes }) => attributes['stroke-dasharray'] !== undefined,
    );
    const { x1 = '', x2 = '', y1 = '', y2 = '' } = line?.attributes ?? {};
    expect([Number(y1), Number(y2)]).toEqual([440, expect.closeTo((440 * 10) / 15, 2)]);
    expect(Number(x2)).toBeCloseTo(2 * Number(x1), 2);
    const apart = { ...two, y: { label: 'y', domain: [50, 60] as const }, identity: true };
    expect(scatterChart(apart)).not.toContain('stroke-dasharray');
  });
});

describe('regions', () => {
  it('of classes have the colours of their groups, the lowest row at the foot, NaN grey', () => {
    const root = draw({
      ...two,
      regions: {
        classes: [
          [0, 0, 1],
          [1, Number.NaN, 0],
        ],
      },
    });
    const [[top = '', unknown] = [], [foot] = []] = pixelsOf(root);
    expect(unknown).toBe('226,226,226');
    expect(pixelsOf(root)).toEqual([
      [top, unknown, foot],
      [foot, foot, top],
    ]);
    expect(top).not.toBe(foot);
    expect(elementsNamed(root, 'image')[0]?.attributes['image-rendering']).toBe('pixelated');
    expect(elementsNamed(root, 'desc')[0]?.text).toContain('Shares of the background: a 60 %, b 40 %.');
  });

  it('of probabilities go from one colour through white to the other', () => {
    const root = draw({ ...two, regions: { probabilities: [[0, 0.25, 0.5, 0.75, 1]] } });
    const [row = []] = pixelsOf(root);
    expect(row[2]).toBe('255,255,255');
    expect(new Set(row).size).toBe(5);
    const classes = draw({ ...two, groups: [...two.groups].reverse(), regions: { probabilities: [[0]] } });
    expect(pixelsOf(classes)[0]?.[0]).toBe(row[0]);
  });

  it('that are all unknown are grey', () => {
    const root = draw({ ...two, regions: { probabilities: [[Number.NaN]] } });
    expect(pixelsOf(root)).toEqual([['226,226,226']]);
    expect(elementsNamed(root, 'desc')[0]?.text).toContain('Nothing is known of the background.');
  });
});

describe('bad input', () => {
  it.each([
    ['no groups', { groups: [] }, RangeError, 'groups must hold at least one group, got none'],
    [
      'an empty group',
      { groups: [{ name: 'a', points: [] }] },
      RangeError,
      'groups[0].points ("a") must have at least',
    ],
    ['one name twice', { groups: [...two.groups, ...two.groups] }, RangeError, 'groups must have different names'],
    [
      'a point that is no pair',
      { groups: [{ name: 'a', points: [[1]] }] },
      TypeError,
      'groups[0].points[0] must be a pair',
    ],
    ['groups that are no list', { groups: 3 }, TypeError, 'groups must be an array, got 3'],
    ['a width of nothing', { width: 0 }, RangeError, 'width must be an integer >= 320'],
    [
      'regions without a domain',
      { x: { label: 'x' }, regions: { classes: [[0]] } },
      RangeError,
      'x must be linear and have a domain',
    ],
    [
      'regions on a log axis',
      { y: { label: 'y', scale: 'log', domain: [1, 2] }, regions: { classes: [[0]] } },
      RangeError,
      'y must be linear',
    ],
    ['no regions in regions', { regions: {} }, TypeError, 'regions.probabilities must be a list of rows'],
    ['regions that are no object', { regions: 3 }, TypeError, 'regions must be an object'],
    ['no rows', { regions: { classes: [] } }, RangeError, 'at least one row'],
    ['a short row', { regions: { classes: [[0, 1], [0]] } }, RangeError, 'must be rows of 2 cells, got [0] as row 1'],
    [
      'a class without a group',
      { regions: { classes: [[0, 2]] } },
      RangeError,
      'classes[0][1] must be one of indices of the 2 groups',
    ],
    [
      'a probability above 1',
      { regions: { probabilities: [[1.5]] } },
      RangeError,
      'probabilities[0][0] must be one of numbers from 0 to 1',
    ],
    [
      'text for a probability',
      { regions: { probabilities: [['1']] } },
      RangeError,
      'probabilities[0][0] must be one of',
    ],
    [
      'probabilities of one group',
      { groups: two.groups.slice(1), regions: { probabilities: [[1]] } },
      RangeError,
      'between two groups, got 1',
    ],
    [
      'identity between two scales',
      { x: { label: 'x', scale: 'log' }, identity: true },
      RangeError,
      'identity must stand between axes of one scale',
    ],
    ['identity of another kind', { identity: 1 }, TypeError, 'identity must be true or false, got 1'],
  ] as const)('%s', (_, change, kind, message) => {
    const wrong = { ...two, ...change } as never;
    expect(() => scatterChart(wrong)).toThrow(kind);
    expect(() => scatterChart(wrong)).toThrow(`scatterChart: `);
    expect(() => scatterChart(wrong)).toThrow(message);
  });
});

it('gives well-formed markup for any points and scales', () => {
  const scale = fc.constantFrom('linear' as const, 'log' as const);
  const points = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(scale, scale, points, points, (x, y, first, second) => {
      const groups = [
        { name: 'a', points: first },
        { name: 'b', points: second },
      ];
      const options = {
        title: 't',
        x: { label: 'x', scale: x },
        y: { label: 'y', scale: y },
        groups,
        identity: x === y,
      };
      draw(options);
      expect(scatterChart(options)).not.toMatch(/NaN[, "]|undefined|Infinity/);
    }),
    { numRuns: runs },
  );
});

describe('error bars', () => {
  const [a, b] = two.groups as [PointGroup, PointGroup];
  const barred: ScatterChartOptions = { ...two, groups: [{ ...a, errorBars: [2, 0] }, b] };
  const barsOf = (root: ReturnType<typeof draw>) =>
    elementsNamed(root, 'path').filter(({ attributes }) => attributes.opacity === '0.45');

  it('reach as far to either side as they say, and end at the frame', () => {
    const paths = barsOf(draw({ ...barred, height: 100 }));
    // (0, 0) ± 2 on 0 … 10: from the axis up by a fifth; the bar of no length is not drawn.
    expect(paths.map(({ attributes }) => attributes.d)).toEqual(['M0 100V80']);
    expect(barsOf(draw(two))).toEqual([]);
  });

  it('widen an axis without a domain, and are told of', () => {
    const svg = scatterChart({ ...barred, y: { label: 'y' } });
    expect(wordsOn(parseXml(svg))).toContain('−2');
    expect(svg).toContain('bars of up to ± 2');
    // A point that cannot be drawn widens nothing.
    const far = { ...a, points: [...a.points, [1, 1e305], [Number.NaN, 900]] as const, errorBars: [2, 0, 1, 1] };
    const drawn = wordsOn(draw({ ...barred, y: { label: 'y' }, groups: [far, b] }));
    expect(drawn).toContain('−2');
    expect(drawn).not.toContain('900');
  });

  it('must be one for each point, not negative, over a linear axis', () => {
    const withBars =
      (errorBars: unknown, y = two.y) =>
      () =>
        scatterChart({ ...two, y, groups: [{ ...a, errorBars: errorBars as number[] }] });
    expect(withBars([1])).toThrow('groups[0].errorBars must be one for each of 2 points, got 1');
    expect(withBars([1, -1])).toThrow(RangeError);
    expect(withBars([1, Number.NaN])).toThrow(RangeError);
    expect(withBars(1)).toThrow(TypeError);
    expect(withBars([1, '1'])).toThrow(TypeError);
    expect(withBars([1, 1], { label: 'y', scale: 'log' })).toThrow('need a linear y axis');
  });
});
