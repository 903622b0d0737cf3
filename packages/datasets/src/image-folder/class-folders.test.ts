import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classFolders } from './class-folders.ts';

const listed = (...paths: string[]): { path: string; source: string }[] =>
  paths.map((path) => ({ path, source: path }));

describe('classFolders', () => {
  // The order that torchvision 0.29's make_dataset gives for these names.
  it('sorts classes by name, then by folder, then by file', () => {
    const files = listed('dog/b/2.png', 'dog/z.jpg', 'Zebra/1.webp', 'dog/b/10.PNG', 'dog/a.jpeg', 'cat/1.JPG');
    const { classNames, pictures } = classFolders('root', files);
    expect(classNames).toEqual(['Zebra', 'cat', 'dog']);
    expect(pictures.map(({ path, label }) => [path, label])).toEqual([
      ['Zebra/1.webp', 0],
      ['cat/1.JPG', 1],
      ['dog/a.jpeg', 2],
      ['dog/z.jpg', 2],
      ['dog/b/10.PNG', 2],
      ['dog/b/2.png', 2],
    ]);
  });

  it('passes over what is hidden, of another kind, or in no class', () => {
    const files = listed('a/1.jpg', 'a/.2.jpg', 'a/.git/3.jpg', '.b/4.jpg', 'a/Thumbs.db', 'a/5.gif', '6.jpg', 'a/jpg');
    expect(classFolders('root', files)).toMatchObject({ classNames: ['a'], pictures: [{ path: 'a/1.jpg' }] });
  });

  it('refuses no class, and a class without a picture', () => {
    expect(() => classFolders('root', listed('1.jpg'))).toThrow('root: expected a folder for each class, found none');
    expect(() => classFolders('root', listed('a/1.jpg', 'b/2.txt'))).toThrow('in each class, found none in b');
    expect(() => classFolders('root', listed('a/1.jpg'), ['c'])).toThrow('found none in c');
  });

  it('does not depend on the order of the listing', () => {
    const name = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'B', '-', 'é', '😀', '1') });
    const paths = fc.uniqueArray(
      fc.array(name, { minLength: 2, maxLength: 3 }).map((parts) => `${parts.join('/')}.jpg`),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(paths, fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all.map((path) => ({ path, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const made = classFolders('root', listed(...shuffled.map(({ path }) => path)));
        expect(made).toEqual(classFolders('root', listed(...all)));
        expect(made.pictures).toHaveLength(all.length);
      }),
    );
  });
});
