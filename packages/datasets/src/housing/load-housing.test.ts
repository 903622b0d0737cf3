import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDataset, type Dataset, type Field, fillMissing, loadHousing, statistics } from '../index.ts';

const real = sharedDataDirectory('housing');

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const boston =
  '"crim","zn","indus","chas","nox","rm","age","dis","rad","tax","ptratio","b","lstat","medv"\n' +
  '0.5,18,2.25,"0",0.5,6.5,65,4,1,296,15,396.9,4.5,24\n';
const california =
  'longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,median_house_value,ocean_proximity\n' +
  '-122.25,37.5,41.0,880.0,129.0,322.0,126.0,8.25,452600.0,NEAR BAY\n-122.5,37.5,21.0,7099.0,,2401.0,1138.0,8.5,358500.0,<1H OCEAN\n';

/** With a digest in the place of each array: the matcher takes many seconds for as many values. */
function digested({ x, y, ...rest }: Dataset<Field>): object {
  const digest = ({ data, ...field }: Field): object => ({
    ...field,
    data: createHash('sha256').update(data).digest('hex'),
  });
  return { ...rest, x: digest(x), y: digest(y) };
}

describe('loadHousing', () => {
  it('reads Boston without the column b, unless asked for it', async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, 'BostonHousing.csv'), boston);
    const houses = await loadHousing({ set: 'boston', directory });
    expect(createDataset(houses)).toEqual(houses);
    expect([...houses.x.data]).toEqual([0.5, 18, 2.25, 0, 0.5, 6.5, 65, 4, 1, 296, 15, 4.5]);
    expect(houses.x.columnNames).not.toContain('b');
    expect(houses.y).toEqual({ data: Float32Array.of(24), shape: [1], columnNames: ['medv'] });
    const withB = await loadHousing({ set: 'boston', directory, includeB: true });
    expect([withB.x.columnNames?.[11], withB.x.data[11]]).toEqual(['b', Math.fround(396.9)]);
  });

  it('reads California with missing cells as NaN and the place as zeros and ones', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'california_housing.csv'), california);
    vi.stubEnv('GRADLAB_DATA_DIR', root);
    const houses = await loadHousing({ set: 'california' });
    expect([houses.name, houses.size, houses.x.shape]).toEqual(['housing-california', 2, [10]]);
    expect(houses.x.columnNames?.slice(8)).toEqual(['ocean_proximity=<1H OCEAN', 'ocean_proximity=NEAR BAY']);
    expect([...houses.x.data.subarray(0, 5)]).toEqual([-122.25, 37.5, 41, 880, 129]);
    expect(houses.x.data[14]).toBeNaN();
    expect([...houses.y.data]).toEqual([452_600, 358_500]);
  });

  it('says what is missing or wrong, and stops when told to', async () => {
    const directory = await temporaryFolder();
    await expect(loadHousing({ set: 'boston', directory })).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('expected BostonHousing.csv or boston_housing.csv, found neither'),
    });
    await writeFile(join(directory, 'housing.csv'), boston);
    await expect(loadHousing({ set: 'california', directory })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('there is no "median_house_value"'),
    });
    await writeFile(join(directory, 'boston_housing.csv'), boston.replace('6.5', 'six'));
    await expect(loadHousing({ set: 'boston', directory })).rejects.toMatchObject({ code: 'malformed' });
    await expect(loadHousing({ set: 'boston', cacheDirectory: directory, offline: true })).rejects.toThrow(
      /loadHousing: [\s\S]*fetch BostonHousing\.csv elsewhere/,
    );
    await expect(loadHousing({ set: 'paris' as 'boston' })).rejects.toThrow(RangeError);
    await expect(loadHousing({ set: 'california', includeB: true })).rejects.toThrow('only boston has it');
    await expect(loadHousing({ set: 'boston', includeB: 1 as never })).rejects.toThrow(TypeError);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(loadHousing({ set: 'boston', directory, signal })).rejects.toThrow('enough');
  });

  it('refuses what is not the published table', async () => {
    const base = await mirror(serve(new TextEncoder().encode(boston)));
    const cacheDirectory = await temporaryFolder();
    await expect(loadHousing({ set: 'boston', cacheDirectory, mirrors: [base] })).rejects.toMatchObject({
      code: 'download',
    });
  });
});

describe.skipIf(real === undefined)('loadHousing of the real tables', () => {
  const directory = real ?? '';

  // As scikit-learn had and has them (load_boston 1.1; fetch_california_housing 1.5: MedHouseVal 2.068558 in 100,000 dollars). The sums are
  // exact but for the rounding of the cells to float32, 6e-8 of each; the published figures have six digits.
  it('has Boston with the published means', async () => {
    const houses = await loadHousing({ set: 'boston', directory, includeB: true });
    expect([houses.size, houses.x.shape]).toEqual([506, [13]]);
    const { mean } = statistics(houses);
    for (const [column, expected] of [
      ['crim', 3.613524],
      ['rm', 6.284634],
      ['b', 356.674032],
      ['lstat', 12.653063],
    ] as const) {
      expect(Math.abs((mean[houses.x.columnNames?.indexOf(column) ?? -1] ?? 0) / expected - 1)).toBeLessThan(1e-6);
    }
    expect(statistics(houses, { field: 'y' }).mean[0]).toBeCloseTo(22.532806, 5);
  });

  it('has California with the published means, and 207 cells to be filled', async () => {
    const houses = await loadHousing({ set: 'california', directory });
    expect([houses.size, houses.x.shape]).toEqual([20_640, [13]]);
    const { mean } = statistics(houses);
    for (const [column, expected] of [
      ['longitude', -119.569704],
      ['latitude', 35.631861],
      ['housing_median_age', 28.639486],
      ['population', 1425.476744],
      ['median_income', 3.870671],
    ] as const) {
      expect(Math.abs((mean[houses.x.columnNames?.indexOf(column) ?? -1] ?? 0) / expected - 1)).toBeLessThan(1e-6);
    }
    const price = statistics(houses, { field: 'y' });
    expect(price.mean[0]).toBeCloseTo(206_855.8, 0);
    expect([price.min[0], price.max[0]]).toEqual([14_999, 500_001]);
    expect(houses.x.data.filter(Number.isNaN)).toHaveLength(207);
    expect(fillMissing(houses, statistics(houses)).x.data.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['boston', 'boston_housing.csv', 'BostonHousing.csv'],
    ['california', 'california_housing.csv', 'housing.csv'],
  ] as const)('downloads %s, keeps it, and verifies it', async (set, file, published) => {
    const base = await mirror(async (request, response) => {
      expect(request.url).toBe(`/${published}`);
      serve(await readFile(join(directory, file)))(request, response);
    });
    const cacheDirectory = await temporaryFolder();
    const loaded = await loadHousing({ set, cacheDirectory, mirrors: [base] });
    expect(digested(await loadHousing({ set, cacheDirectory, offline: true }))).toEqual(digested(loaded));
    await copyFile(join(directory, 'california_housing.README.md'), join(cacheDirectory, 'housing', published));
    await expect(loadHousing({ set, cacheDirectory, offline: true })).rejects.toMatchObject({ code: 'offline' });
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
    const inMemory = await loadHousing({ set, mirrors: [base] });
    vi.unstubAllGlobals();
    expect(digested(inMemory)).toEqual(digested(loaded));
  });
});
