import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { checkSvg } from '../svg/check-svg.ts';
import type { LineChartOptions } from './chart-options.ts';
import { lineChart } from './line-chart.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 500 : 15;

// Published training losses of a 784-500-400-10 perceptron; the README draws the same chart.
const losses: LineChartOptions = {
  title: 'Training loss of a 784-500-400-10 perceptron',
  x: { label: 'epoch' },
  y: { label: 'mean cross-entropy' },
  series: [
    { name: 'zero', points: [2.3, 2.3, 2.3, 2.3, 2.3].map((loss, i) => [i + 1, loss]) },
    { name: 'N(0, 1)', points: [2.058, 1.644, 1.385, 1.209, 1.121].map((loss, i) => [i + 1, loss]) },
    { name: 'Glorot uniform', points: [1.935, 1.568, 1.237, 0.994, 0.832].map((loss, i) => [i + 1, loss]) },
  ],
};

const sweep: LineChartOptions = {
  title: 'Largest difference',
  x: { label: 'N', scale: 'log' },
  y: { label: 'difference', scale: 'log' },
  series: [{ name: 'float32', points: [1, 10, 100, 1000, 1e4, 1e5].map((n) => [n, 0.3 / n ** 2 + 1e-7 * n]) }],
};

const single = (points: [number, number][], more: Partial<LineChartOptions> = {}): LineChartOptions => ({
  title: 't',
  x: { label: 'x' },
  y: { label: 'y' },
  series: [{ name: 's', points }],
  ...more,
});

/** Where a path or a marker stands, from its `transform`. */
const placeOf = (transform = ''): number[] => (transform.match(/-?[\d.]+/g) ?? []).map(Number);

async function draw(options: LineChartOptions) {
  const svg = await lineChart(options);
  checkSvg('test', 'svg', svg);
  return { svg, root: parseXml(svg) };
}

const linesOf = (root: Parameters<typeof elementsNamed>[0]) =>
  elementsNamed(root, 'path').filter(
    ({ attributes }) => attributes.stroke !== undefined && attributes.fill === undefined,
  );
const markersOf = (root: Parameters<typeof elementsNamed>[0]) =>
  elementsNamed(root, 'path').filter(({ attributes }) => attributes.stroke === '#ffffff');

describe('lineChart', () => {
  it('draws the picture of the README', async () => {
    await expect(await lineChart(losses)).toMatchFileSnapshot('../../docs/training-loss.svg');
  });

  it('has a title, both axis labels, every name and ticks at round numbers', async () => {
    const { root } = await draw(losses);
    const words = wordsOn(root);
    expect(words).toEqual(
      expect.arrayContaining([losses.title, 'epoch', 'mean cross-entropy', 'zero', 'N(0, 1)', 'Glorot uniform']),
    );
    expect(words).toEqual(expect.arrayContaining(['1', '2', '3', '4', '5', '0.8', '1.0', '2.4']));
    expect(linesOf(root)).toHaveLength(3);
    expect(markersOf(root)).toHaveLength(15 + 3); // one more each in the legend
  });

  it('puts points where they belong', async () => {
    const { root } = await draw(
      single(
        [
          [0, 0],
          [5, 10],
          [10, 0],
        ],
        { x: { label: 'x', domain: [0, 10] } },
      ),
    );
    const [a = [], b = [], c = []] = markersOf(root).map(({ attributes }) => placeOf(attributes.transform));
    expect((b[0] ?? 0) - (a[0] ?? 0)).toBeCloseTo((c[0] ?? 0) - (b[0] ?? 0), 2);
    expect(a[1]).toBe(340); // the foot of a plot of the default height
    expect(b[1]).toBe(0);
    expect(c[1]).toBe(340);
  });

  it('spaces powers of ten evenly on log axes', async () => {
    const points = [1, 10, 100, 1000].map((n): [number, number] => [n, 1 / n]);
    const { root } = await draw(single(points, { x: { label: 'x', scale: 'log' }, y: { label: 'y', scale: 'log' } }));
    const places = markersOf(root)
      .slice(0, 4)
      .map(({ attributes }) => placeOf(attributes.transform));
    for (const axis of [0, 1]) {
      const steps = places.slice(1).map((place, i) => (place[axis] ?? 0) - (places[i]?.[axis] ?? 0));
      // Positions are written with three decimals.
      for (const step of steps) expect(Math.abs(step - (steps[0] ?? 0))).toBeLessThan(0.003);
    }
    expect(wordsOn(root)).toEqual(expect.arrayContaining(['1', '10', '100', '1,000', '0.1', '0.001']));
  });

  it('is one accessible image with a summary of each series', async () => {
    const { root } = await draw({ ...losses, description: 'Three initialisations.' });
    expect(root.attributes).toMatchObject({ role: 'img', 'aria-label': losses.title });
    expect(root.children[0]).toMatchObject({ name: 'title', text: losses.title });
    expect(root.children[1]?.text).toMatch(
      /^Three initialisations\. Line chart of mean cross-entropy over epoch\. zero: 5 /,
    );
    expect(root.children[1]?.text).toContain('Glorot uniform: 5 points, from 1.935 at 1 to 0.832 at 5;');
  });

  it('gives the same string again, also beside other charts', async () => {
    const cropped = { ...losses, y: { label: 'y', domain: [1, 2] as const } };
    const alone = await lineChart(cropped);
    const [together] = await Promise.all([lineChart(cropped), lineChart(sweep), lineChart(losses)]);
    expect(together).toBe(alone);
    expect(alone).toContain('url(#clip-1)');
  });

  it('refers to nothing outside itself', async () => {
    const { svg } = await draw(sweep);
    expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|\/\/|href|data:/);
  });

  it('prints nothing', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level));
    await lineChart(single([[1, Number.NaN]]));
    await lineChart(sweep);
    for (const spy of [...written, ...logged]) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

describe('what cannot be drawn', () => {
  it('leaves a gap and is counted in a note', async () => {
    const { root } = await draw(
      single([
        [1, 1],
        [2, 2],
        [3, Number.NaN],
        [4, Infinity],
        [5, 3],
        [6, 4],
      ]),
    );
    expect(wordsOn(root)).toContain('Not drawn: 2 of 6 points of “s” (2 not finite).');
    expect(linesOf(root)[0]?.attributes.d?.match(/M/g)).toHaveLength(2);
  });

  it('includes what is not positive on a log axis, and nothing on a linear one', async () => {
    const points: [number, number][] = [
      [1, 1],
      [2, 0],
      [3, -1],
      [4, 10],
    ];
    const log = await draw(single(points, { y: { label: 'y', scale: 'log' } }));
    expect(wordsOn(log.root)).toContain('Not drawn: 2 of 4 points of “s” (2 not positive on a log axis).');
    const linear = await draw(single(points));
    expect(wordsOn(linear.root).join()).not.toContain('Not drawn');
  });

  it('may be everything', async () => {
    const { root } = await draw(single([[Number.NaN, 1]]));
    expect(wordsOn(root)).toContain('Not drawn: 1 of 1 points of “s” (1 not finite).');
    expect(elementsNamed(root, 'desc')[0]?.text).toContain('s: no point could be drawn.');
  });

  it('never hides a point between gaps, even without markers', async () => {
    const { root } = await draw(
      single(
        [
          [1, Number.NaN],
          [2, 2],
          [3, Number.NaN],
        ],
        { markers: 'none' },
      ),
    );
    expect(markersOf(root)).toHaveLength(1);
  });
});

describe('markers', () => {
  const points = Array.from({ length: 400 }, (_, i): [number, number] => [i, i]);

  it.each([
    ['auto', 12, 14],
    ['all', 401, 401],
    ['none', 0, 0],
  ] as const)('%s', async (markers, least, most) => {
    const { root } = await draw(single(points, { markers }));
    expect(markersOf(root).length).toBeGreaterThanOrEqual(least);
    expect(markersOf(root).length).toBeLessThanOrEqual(most);
  });
});

describe('bad input', () => {
  const series = losses.series;
  it.each([
    ['no series', { series: [] }, RangeError, 'series must hold at least one series'],
    [
      'an empty series',
      { series: [{ name: 'a', points: [] }] },
      RangeError,
      'series[0].points ("a") must have at least',
    ],
    ['one name twice', { series: [...series, ...series] }, RangeError, 'different names, got "zero" twice'],
    ['an empty title', { title: ' \n ' }, RangeError, 'title must have at least one visible character'],
    ['a title that is no string', { title: 3 }, TypeError, 'title must be a string, got 3'],
    [
      'a point that is no pair',
      { series: [{ name: 'a', points: [[1]] }] },
      TypeError,
      'series[0].points[0] must be a pair',
    ],
    ['an unknown scale', { x: { label: 'x', scale: 'sqrt' } }, RangeError, 'x.scale must be one of linear, log'],
    ['a domain that goes down', { x: { label: 'x', domain: [2, 1] } }, RangeError, 'must go up'],
    ['a log domain from 0', { y: { label: 'y', scale: 'log', domain: [0, 1] } }, RangeError, 'y.domain[0] must be'],
    ['half a domain', { y: { label: 'y', domain: [0] } }, TypeError, 'y.domain must be a pair of numbers'],
    ['a width of nothing', { width: 0 }, RangeError, 'width must be an integer >= 320'],
    ['a negative colour', { series: [{ name: 'a', points: [[1, 1]], color: -1 }] }, RangeError, 'series[0].color'],
    ['no axis', { y: undefined }, TypeError, 'y must be an object with a label'],
  ] as const)('%s', async (_, change, kind, message) => {
    const failure = await lineChart({ ...losses, ...change } as unknown as LineChartOptions).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(kind);
    expect(String(failure)).toContain(`lineChart: `);
    expect(String(failure)).toContain(message);
  });
});

describe('any input', () => {
  const visible = fc.string({ unit: 'binary', maxLength: 30 }).map((text) => `${text}"'<b>&amp;]]>--`);
  const scale = fc.constantFrom('linear' as const, 'log' as const);
  const point = fc.tuple(fc.double(), fc.double());

  it('gives well-formed markup that a report accepts', async () => {
    await fc.assert(
      fc.asyncProperty(
        visible,
        scale,
        scale,
        fc.array(point, { minLength: 1, maxLength: 8 }),
        async (name, x, y, points) => {
          const { svg, root } = await draw({
            title: name,
            x: { label: name, scale: x },
            y: { label: name, scale: y },
            series: [{ name, points }],
          });
          expect(elementsNamed(root, 'b')).toHaveLength(0);
          expect(svg).not.toMatch(/NaN,|,NaN|undefined/);
        },
      ),
      { numRuns: runs },
    );
  }, 600_000);
});
