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

  it('has no category that only rows have which are left out', async () => {
    const gaps = 'c,l,y\nu,p,1\nv,q,\nw,r,2\n';
    const { x } = await loadCsv({ text: gaps, target: 'y', features: ['c'], missing: 'drop' });
    expect(x).toEqual({ data: Float32Array.of(1, 0, 0, 1), shape: [2], columnNames: ['c=u', 'c=w'] });
    const { y } = await loadCsv({ text: gaps, target: ['l', 'y'], missing: 'drop' });
    expect(y.l).toEqual({ data: Int32Array.of(0, 1), shape: [], classNames: ['p', 'r'] });
  });

  it('reads columns that are called as parts of every object are', async () => {
    const odd = await loadCsv({ text: 'constructor,__proto__,y\nu,1,2\nv,3,4\n', target: 'y' });
    expect(odd.x.columnNames).toEqual(['constructor=u', 'constructor=v', '__proto__']);
    const targets = await loadCsv({ text: '__proto__,y\nu,2\n', target: ['__proto__'] });
    expect(Object.keys(targets.y)).toEqual(['__proto__']);
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
    [
      'a number that float32 has not',
      { text: 'a,y\n1,2\n1e39,3\n' },
      'malformed',
      'row 2, column a: expected a number within the range of float32, got "1e39"',
    ],
    [
      'a target that float32 has not',
      { text: 'a,y\n1,-1e999\n' },
      'malformed',
      'row 1, column y: expected a number within',
    ],
    ['a quote without an end in the header', { text: '"a,y\n1,2\n' }, 'malformed', 'in the header'],
    ['a quote without an end behind empty lines', { text: 'a,y\n\n1,2\n"3,4\n' }, 'malformed', 'in row 2'],
    ['a column without values', { text: 'a,b,y\n1,,2\n', missing: 'keep' }, 'mismatch', 'column b has no value'],
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
      'loadCsv: target must name a column or several, got undefined',
    );
    await expect(refuse({ text, target: 5 })).rejects.toThrow(TypeError);
    await expect(refuse({ text, target: ['price', 'price'] })).rejects.toThrow('target must be distinct');
    await expect(refuse({ text, features: 'rooms' })).rejects.toThrow(
      'features must be a list of strings, got "rooms"',
    );
    await expect(refuse({ text, features: ['rooms', 'rooms'] })).rejects.toThrow('got "rooms" twice');
    await expect(refuse({ text, features: ['price'] })).rejects.toThrow(
      'features must not hold the target, got "price"',
    );
    await expect(refuse({ text, types: { rooms: 'text' } })).rejects.toThrow(
      'types.rooms must be one of number, category',
    );
    await expect(refuse({ text, columns: 'rtps' })).rejects.toThrow('columns must be a list of strings');
    await expect(refuse({ text, missingValues: 'NA' })).rejects.toThrow('missingValues must be a list of strings');
    await expect(refuse({ text, delimiter: 5 })).rejects.toThrow(TypeError);
    for (const delimiter of ['', '"', '\n']) {
      await expect(refuse({ text, delimiter })).rejects.toThrow('delimiter must not be empty');
    }
    await expect(loadCsv(undefined as unknown as LoadCsvOptions)).rejects.toThrow('options must be an object');
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
