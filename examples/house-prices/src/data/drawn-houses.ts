import { createDataset, type Dataset, type Field } from '@gradlab/datasets';
import { foldIn, normal, type Seed, uniform } from '@gradlab/random';

const COLUMNS = ['area', 'rooms', 'age', 'distance', 'income', 'coast'] as const;
type House = Readonly<Record<(typeof COLUMNS)[number], number>>;

/** What prices are drawn by, for reports; the functions below say the same. */
export const DRAWN_FORMULA: string =
  'area in 40–220 m², age in 0–100 years and distance to the centre in 0–30 km are uniform, rooms = round(area/30 + ½ε) but at least 1, ' +
  'median income in 1,000 dollars = 45 e^(ε/3), coast is 1 for three houses in ten; price in dollars = 100,000 + 600 area (1 + 2 e^(−distance/8)) + ' +
  '1,500 income + 30 (age − 50)² + 40,000 coast e^(−distance/8) + σε with σ = 6,000 + 120 area + 400 age, every ε standard normal';

function meanPrice({ area, age, distance, income, coast }: House): number {
  const near = Math.exp(-distance / 8);
  return 100_000 + 600 * area * (1 + 2 * near) + 1500 * income + 30 * (age - 50) ** 2 + 40_000 * coast * near;
}

function noiseOf({ area, age }: House): number {
  return 6000 + 120 * area + 400 * age;
}

/** The standard deviation of the price of a row of {@link drawHouses}, in dollars. */
export function drawnNoise(row: ArrayLike<number>): number {
  return noiseOf(Object.fromEntries(COLUMNS.map((column, i) => [column, row[i] ?? Number.NaN])) as House);
}

/**
 * Draws houses whose prices scatter the more, the larger and older they are, so that a predicted variance can be held against the true one.
 *
 * @param options `size`, `seed`
 * @returns x float32 `[6]`, y float32 `[1]` in dollars
 */
export function drawHouses({ size, seed }: { readonly size: number; readonly seed: Seed }): Dataset<Field> {
  const uniformly = (name: string, low: number, high: number): Float64Array =>
    uniform(foldIn(seed, name), size).map((share) => low + share * (high - low));
  const normally = (name: string): Float64Array => normal(foldIn(seed, name), size);
  const area = uniformly('area', 40, 220);
  const spread = normally('rooms');
  const drawn = {
    area,
    rooms: area.map((size, i) => Math.max(1, Math.round(size / 30 + 0.5 * (spread[i] ?? 0)))),
    age: uniformly('age', 0, 100),
    distance: uniformly('distance', 0, 30),
    income: normally('income').map((value) => 45 * Math.exp(value / 3)),
    coast: uniformly('coast', 0, 1).map((share) => Number(share < 0.3)),
  };
  const errors = normally('price');
  const houses = Array.from(
    { length: size },
    (_, i) => Object.fromEntries(COLUMNS.map((column) => [column, drawn[column][i]])) as House,
  );
  return createDataset({
    name: 'drawn houses',
    size,
    x: {
      data: Float32Array.from(houses.flatMap((house) => COLUMNS.map((column) => house[column]))),
      shape: [COLUMNS.length],
      columnNames: [...COLUMNS],
    },
    y: {
      data: Float32Array.from(houses, (house, i) => meanPrice(house) + noiseOf(house) * (errors[i] ?? 0)),
      shape: [1],
      columnNames: ['price'],
    },
  });
}
