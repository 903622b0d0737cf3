import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDataset, fillMissing, type LoadCsvOptions, loadCsv, statistics } from '../index.ts';

const text = 'rooms,town,price,sold\n4,Ulm,310.5,yes\n3,Bonn,-2.45e2,no\n5,Ulm,1,no\n';

describe('loadCsv', () => {
  it('has numbers as they are, categories as zeros and ones, and a target of either kind', async () => {
    const prices = await loadCsv({ text, target: 'price', features: ['rooms', 'town'] });
    expect(createDataset(prices)).toEqual(prices);
    expect(prices.x).toEqual({
      data: Float32Array.of(4, 0, 1, 3, 1, 0, 5, 0, 1),
      shape: [3],
      columnNames: ['rooms', 'town=Bonn', 'town=Ulm'],
    });
    expect(prices.y).toEqual({ data: Float32Array.of(310.5, -245, 1), shape: [1], columnNames: ['price'] });
    const sold = await loadCsv({ text, target: 'sold' });
    expect(sold.y).toEqual({ data: Int32Array.of(1, 0, 0), shape: [], classNames: ['no', 'yes'] });
    const both = await loadCsv({ text, target: ['sold', 'price'] });
    expect([both.y.sold.shape, both.y.price.shape, both.x.shape]).toEqual([[], [1], [3]]);
  });

  it('takes columns for categories that are said to be, files without a header, other delimiters, a mark at the start', async () => {
    const coded = await loadCsv({
      text: '\uFEFF1;7;0\n2;8;1\n',
      columns: ['code', 'size', 'label'],
      delimiter: ';',
      target: 'label',
      types: { code: 'category', label: 'category' },
    });
    expect(coded.x.columnNames).toEqual(['code=1', 'code=2', 'size']);
    expect(coded.y.classNames).toEqual(['0', '1']);
  });

  it('reads quotes, line ends of all kinds and empty lines as RFC 4180 has it', async () => {
    const { x, y } = await loadCsv({ text: 'a,"b ""c"", d",e\r\n"1", x ,2\r\n\r\n3,"y\nz",4\r\n', target: 'e' });
    expect(x.columnNames).toEqual(['a', 'b "c", d=x', 'b "c", d=y\nz']);
    expect([...y.data]).toEqual([2, 4]);
  });

  it('refuses, drops or keeps missing cells, as told', async () => {
    const gaps = 'a,c,y\n1,u,1\n,v,2\n3,?,3\n4,u,NA\n';
    await expect(loadCsv({ text: gaps, target: 'y' })).rejects.toThrow('csv: row 2, column a: the cell is missing');
    expect([...(await loadCsv({ text: gaps, target: 'y', missing: 'drop' })).y.data]).toEqual([1]);
    const kept = await loadCsv({ text: gaps, target: 'y', missing: 'keep' });
    expect([...kept.x.data]).toEqual([1, 1, 0, Number.NaN, 0, 1, 3, 0, 0]);
    expect([...fillMissing(kept, statistics(kept)).x.data]).toEqual([1, 1, 0, 2, 0, 1, 3, 0, 0]);
    const marked = await loadCsv({ text: 'a,y\n-1,1\n2,2\n', target: 'y', missing: 'drop', missingValues: ['-1'] });
    expect(marked.size).toBe(1);
  });

  it.each<[string, object, string, string]>([
    [
      'a row that is short',
      { text: 'a,y\n1,2\n3\n' },
      'malformed',
      'csv: row 2 must have 2 cells, as there are columns, got 1',
    ],
    ['a quote without an end', { text: 'a,y\n"1,2\n' }, 'malformed', 'csv: '],
    ['a name twice', { text: 'a,a,y\n1,2,3\n' }, 'malformed', 'column names must be distinct, got a twice'],
    ['a column without a name', { text: 'a,,y\n1,2,3\n' }, 'malformed', 'column 2 must have a name'],
    ['nothing at all', { text: '' }, 'malformed', 'a header was expected, got an empty file'],
    [
      'a word among numbers',
      { text: 'a,y\n1,2\nx,3\n', types: { a: 'number' } },
      'malformed',
      'row 2, column a: expected a number, got "x"',
    ],
    ['a file that is not there', { path: '/nowhere/at/all.csv' }, 'missing', 'does not exist'],
  ])('says what is wrong with %s', async (_, options, code, message) => {
    const failure = loadCsv({ target: 'y', ...options });
    await expect(failure).rejects.toMatchObject({
      name: 'DatasetError',
      code,
      message: expect.stringContaining(message),
    });
  });

  it('refuses a feature of too many categories, which would grow with the square of the rows', async () => {
    const rows = Array.from({ length: 1001 }, (_, i) => `row${i},${i}`).join('\n');
    const names = { text: `name,y\n${rows}`, target: 'y' };
    const failure = loadCsv(names);
    await expect(failure).rejects.toMatchObject({ code: 'mismatch' });
    await expect(failure).rejects.toThrow('csv: column name has 1001 categories, more than 1000');
    expect((await loadCsv({ ...names, maxCategories: 1001 })).x.shape).toEqual([1001]);
    expect((await loadCsv({ ...names, target: 'name', features: ['y'] })).y.classNames).toHaveLength(1001);
    await expect(loadCsv({ ...names, maxCategories: 0 })).rejects.toThrow(RangeError);
  });

  it('refuses options that are not valid', async () => {
    const refuse = (options: object): Promise<unknown> => loadCsv({ target: 'price', ...options } as LoadCsvOptions);
    await expect(refuse({})).rejects.toThrow('loadCsv: either path or text must be given');
    await expect(refuse({ text, path: 'x' })).rejects.toThrow(TypeError);
    await expect(refuse({ text, target: 'cost' })).rejects.toThrow(
      'columns are rooms, town, price, sold, and there is no "cost"',
    );
    await expect(refuse({ text, features: ['size'] })).rejects.toThrow(RangeError);
    await expect(refuse({ text, types: { size: 'number' } })).rejects.toThrow(RangeError);
    await expect(refuse({ text, target: undefined })).rejects.toThrow(
      'loadCsv: target must name a column, got undefined',
    );
    await expect(refuse({ text, features: [] })).rejects.toThrow('features must be at least one column');
    await expect(refuse({ text, missing: 'mean' })).rejects.toThrow('missing must be one of error, drop, keep');
  });

  it('reads a file, which has to be UTF-8', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'houses.csv'), text);
    expect(await loadCsv({ path: join(folder, 'houses.csv'), target: 'price' })).toMatchObject({
      name: 'houses',
      size: 3,
    });
    await writeFile(join(folder, 'latin1.csv'), Uint8Array.of(97, 44, 0xe4, 10));
    await expect(loadCsv({ path: join(folder, 'latin1.csv'), target: 'a' })).rejects.toThrow('expected UTF-8 text');
  });
});

const housing = sharedDataDirectory('housing');
describe.skipIf(housing === undefined)('of real tables', () => {
  it('Boston: 506 rows of 13 features, with the published mean price', async () => {
    const boston = await loadCsv({ path: join(housing ?? '', 'boston_housing.csv'), target: 'medv' });
    expect([boston.size, boston.x.shape]).toEqual([506, [13]]);
    const { mean, min, max } = statistics(boston, { field: 'y' });
    expect(mean[0]).toBeCloseTo(22.5328, 4);
    expect([min[0], max[0]]).toEqual([5, 50]);
  });

  it('California: 20,640 rows, 207 of them with a missing cell, and five kinds of place', async () => {
    const path = join(housing ?? '', 'california_housing.csv');
    const target = 'median_house_value';
    await expect(loadCsv({ path, target })).rejects.toThrow('column total_bedrooms: the cell is missing');
    const dropped = await loadCsv({ path, target, missing: 'drop' });
    expect([dropped.size, dropped.x.shape]).toEqual([20_433, [13]]);
    const kept = await loadCsv({ path, target, missing: 'keep' });
    expect(kept.size).toBe(20_640);
    expect(kept.x.data.filter(Number.isNaN)).toHaveLength(207);
    expect(fillMissing(kept, statistics(kept)).x.data.every(Number.isFinite)).toBe(true);
  });
});
