import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseChangeset, pendingChangesets } from './changesets.ts';
import { publishedPackages } from './packages.ts';

it('can be read and names published packages', () => {
  const names = publishedPackages().map(({ name }) => name);
  for (const { file, packages } of pendingChangesets()) {
    expect(
      packages,
      `.changeset/${file} has no front matter such as "---", "'@gradlab/random': minor", "---"`,
    ).not.toEqual([]);
    expect(
      packages.filter((name) => !names.includes(name)),
      `.changeset/${file} names unknown packages`,
    ).toEqual([]);
  }
});

it('exists for every package that was never released', () => {
  const pending = pendingChangesets().flatMap(({ packages }) => packages);
  const unreleased = publishedPackages().filter(({ directory }) => !existsSync(join(directory, 'CHANGELOG.md')));
  expect(unreleased.map(({ name }) => name).filter((name) => !pending.includes(name))).toEqual([]);
});

it('is not what a formatter made of the front matter', () => {
  expect(parseChangeset('---\n\'@gradlab/random\': minor\n"@gradlab/init": patch\n---\n\nText.\n')).toEqual([
    '@gradlab/random',
    '@gradlab/init',
  ]);
  expect(parseChangeset("---\n\n## '@gradlab/random': minor\n\nText.\n")).toEqual([]);
});
