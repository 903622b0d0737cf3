import { describe, expect, it } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { inkOn, shade } from '../figure/colors.ts';
import { type HeatMapOptions, heatMap } from './heat-map.ts';

// Four classes of a small classifier.
const names = ['cat', 'dog', 'frog', 'horse'];
const counts = [
  [88, 9, 2, 1],
  [12, 83, 1, 4],
  [3, 0, 96, 1],
  [0, 7, 2, 91],
];
const matrix: HeatMapOptions = {
  title: 'Confusion matrix',
  rows: { label: 'true class', names },
  columns: { label: 'predicted class', names },
  values: counts,
  shades: counts.map((row) => row.map((count) => count / 100)),
  domain: [0, 1],
};

const groundsOf = (svg: string): (string | undefined)[] =>
  elementsNamed(parseXml(svg), 'rect')
    .slice(1)
    .map(({ attributes }) => attributes.fill);

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('heatMap', () => {
  it('draws the picture of the README', async () => {
    await expect(heatMap(matrix)).toMatchFileSnapshot('../../docs/confusion-matrix.svg');
  });

  it('writes every number, in its row', () => {
    const root = parseXml(heatMap(matrix));
    expect(wordsOn(root)).toEqual([
      'Confusion matrix',
      ...counts.flat().map(String),
      'predicted class',
      'true class',
      ...names,
      ...names,
    ]);
    expect(elementsNamed(root, 'desc')[0]?.text).toContain(
      'Rows: true class. Columns: predicted class (cat, dog, frog, horse). cat: 88, 9, 2, 1.',
    );
  });

  it('colours by the shades, over the domain, and leaves NaN grey', () => {
    const table = { ...matrix, rows: { label: 'r', names: ['a'] }, columns: { label: 'c', names: ['u', 'v', 'w'] } };
    const grounds = (values: number[], more: object): (string | undefined)[] =>
      groundsOf(heatMap({ title: 'T', rows: table.rows, columns: table.columns, values: [values], ...more }));
    expect(grounds([1, 2, 3], {})).toEqual([shade(0), shade(0.5), shade(1)]);
    expect(grounds([1, 2, 3], { domain: [1, 5] })).toEqual([shade(0), shade(0.25), shade(0.5)]);
    expect(grounds([1, 2, 3], { shades: [[9, 9, 8]] })).toEqual([shade(1), shade(1), shade(0)]);
    expect(grounds([5, Number.NaN, 5], {})).toEqual([shade(0.5), '#f2f2f2', shade(0.5)]);
    expect(grounds([Number.NaN, Number.NaN, Number.NaN], {})).toEqual(Array(3).fill('#f2f2f2'));
  });

  it('writes on every shade in a colour that can be read', () => {
    const contrasts = Array.from({ length: 101 }, (_, i) => {
      const [a, b] = [luminance(shade(i / 100)), luminance(inkOn(i / 100))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
    expect(Math.min(...contrasts)).toBeGreaterThan(4.5);
  });

  it.each([
    [
      'a row too many',
      { values: [...counts, [1, 2, 3, 4]] },
      RangeError,
      'values must be 4 rows of 4 numbers, got 5 rows',
    ],
    ['a short row', { values: [[1], [2], [3], [4]] }, RangeError, 'as row 0'],
    ['text for a number', { values: counts.map((row) => row.map(String)) as never }, RangeError, 'as row 0'],
    ['no table', { values: 3 as never }, TypeError, 'values must be an array of rows, got 3'],
    ['shades of another shape', { shades: [[1]] }, RangeError, 'shades must be 4 rows'],
    ['no names', { rows: { label: 'x', names: [] } }, RangeError, 'rows.names must hold at least one name'],
    ['no side', { columns: undefined as never }, TypeError, 'columns must be an object'],
    ['a domain upside down', { domain: [1, 0] as const }, RangeError, 'domain must be two numbers that go up'],
    ['an unknown format', { format: 'hex' as never }, RangeError, 'format must be one of'],
  ] as const)('refuses %s', (_, more, kind, message) => {
    expect(() => heatMap({ ...matrix, ...more })).toThrow(kind);
    expect(() => heatMap({ ...matrix, ...more })).toThrow(message);
  });
});

it.each([1e20, 1e300, -1e17, 0])('colours cells that all hold %d as cells with a value', (value) => {
  const svg = heatMap({ ...table(1, 2), values: [[value, value]] });
  expect(svg).not.toMatch(/NaN|#f2f2f2/);
});

it('colours the largest doubles from end to end, and more cells than a call takes arguments', () => {
  const svg = heatMap({ ...table(1, 2), values: [[-1.7e308, 1.7e308]] });
  expect(svg).toContain('#f7faff');
  expect(svg).toContain('#00318a');
  expect(() => heatMap({ ...table(1, 150_000), values: [new Array(150_000).fill(1)] })).not.toThrow();
});

it('refuses a domain of three numbers', () => {
  expect(() => heatMap({ ...table(1, 1), values: [[1]], domain: [0, 1, 2] as never })).toThrow(RangeError);
});

function table(rows: number, columns: number) {
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}`);
  return { title: 'T', rows: { label: 'r', names: names(rows) }, columns: { label: 'c', names: names(columns) } };
}
