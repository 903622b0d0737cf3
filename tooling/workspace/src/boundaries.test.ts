import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { allowedImports } from './arrows.ts';
import { type Manifest, packagesIn, publishedPackages, type WorkspacePackage } from './packages.ts';
import { dependencyCycle, importViolations } from './violations.ts';

const arrows = allowedImports();

it('has one row in the table of CONTRIBUTING.md for every package and no row for anything else', () => {
  const folders = packagesIn('packages').map(({ folder }) => folder);
  expect([...arrows.keys()].sort()).toEqual(folders.sort());
  const names = publishedPackages().map(({ name }) => name);
  expect([...arrows.values()].flat().filter((name) => !names.includes(name))).toEqual([]);
});

describe('imports only what its row allows', () => {
  it.each(packagesIn('packages'))('$name', (pkg) => {
    expect(importViolations(pkg, arrows.get(pkg.folder) ?? [])).toEqual([]);
  });
});

it('has no circle of dependencies', () => {
  const groups = ['packages', 'tooling', 'examples', 'tests'] as const;
  expect(dependencyCycle(groups.flatMap(packagesIn))).toBeUndefined();
});

describe('the check itself', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gradlab-boundaries-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function packageWith(manifest: Partial<Manifest>, files: Readonly<Record<string, string>>): WorkspacePackage {
    rmSync(join(directory, 'src'), { recursive: true, force: true });
    mkdirSync(join(directory, 'src'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, 'src', file), text);
    const name = '@gradlab/sample';
    return { name, folder: 'packages/sample', directory, manifest: { name, version: '0.0.0', ...manifest } };
  }

  it('names the package, the file and the import that is forbidden', () => {
    const sample = packageWith(
      { dependencies: { '@gradlab/models': 'workspace:^', '@tensorflow/tfjs-core': '4' } },
      {
        'index.ts': "import { mlp } from '@gradlab/models'; import vega from 'vega';",
        'peek.ts': "export { key } from '../../random/src/key.ts';",
      },
    );
    expect(importViolations(sample, ['@gradlab/random'])).toEqual([
      '@gradlab/sample: package.json may not depend on @gradlab/models',
      '@gradlab/sample: package.json must name @tensorflow/tfjs-core as a peer, or a program may get two copies',
      '@gradlab/sample: src/index.ts may not import @gradlab/models',
      '@gradlab/sample: src/index.ts imports vega, which package.json does not name',
      "@gradlab/sample: src/peek.ts reaches out of its package with '../../random/src/key.ts'",
    ]);
  });

  it('allows a test what is a dev dependency, and only a test', () => {
    const manifest = { devDependencies: { '@gradlab/models': 'workspace:^' } };
    const text = "import { mlp } from '@gradlab/models';";
    expect(importViolations(packageWith(manifest, { 'a.test.ts': text }), [])).toEqual([]);
    expect(importViolations(packageWith(manifest, { 'a.ts': text }), [])).toHaveLength(1);
    expect(importViolations(packageWith({}, { 'a.test.ts': text }), [])).toHaveLength(1);
  });

  it('finds a circle', () => {
    const sample = packageWith({ devDependencies: { '@gradlab/sample': 'workspace:^' } }, {});
    expect(dependencyCycle([sample])).toEqual(['@gradlab/sample', '@gradlab/sample']);
  });

  it('reads the rows of a table', () => {
    const text =
      '| package | job | may import |\n| --- | --- | --- |\n| `packages/a-b` | jobs | `random`, `init` |\n| `packages/c` | d | – |\n';
    expect([...allowedImports(text)]).toEqual([
      ['packages/a-b', ['@gradlab/random', '@gradlab/init']],
      ['packages/c', []],
    ]);
  });
});
