import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Manifest, moduleSpecifiers, packageOf, publishedPackages } from '@gradlab-internal/workspace';
import { describe, expect, inject, it } from 'vitest';
import { installedManifest } from './project.ts';

/** Packages that declare types for another: what provides `import('name')` in a declaration file. */
function declared({ name, dependencies, peerDependencies }: Manifest): string[] {
  return [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
}

describe.each(publishedPackages())('$name', ({ name, directory: source }) => {
  const directory = join(inject('project'), 'node_modules', name);
  const manifest = installedManifest(inject('project'), name);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.startsWith('node_modules/'));
  const read = (file: string): string => readFileSync(join(directory, file), 'utf8');

  it('holds its licence, its README and what was built, and no source and no test', () => {
    const extra = (manifest.files ?? []).filter((file) => file.endsWith('.md') && existsSync(join(source, file)));
    const outside = files.filter((file) => !file.startsWith('dist/'));
    expect(outside.sort()).toEqual([...extra, 'LICENSE', 'README.md', 'package.json'].sort());
    expect(files.filter((file) => /\.test\.|(?<!\.d)\.[mc]?ts$/.test(file))).toEqual([]);
  });

  it('has every file that its exports and commands name', () => {
    const targets = Object.values(manifest.exports ?? {}).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );
    const commands = Object.values(manifest.bin ?? {});
    expect([...targets, ...commands].filter((file) => !existsSync(join(directory, file)))).toEqual([]);
    expect(commands.filter((file) => !read(file).startsWith('#!/usr/bin/env node\n'))).toEqual([]);
  });

  it('depends on published versions, not on the workspace', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect(ranges.filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))).toEqual([]);
  });

  it('declares every package that its code and its types import', () => {
    const undeclared = files
      .filter((file) => /\.(js|d\.ts)$/.test(file))
      .flatMap((file) => moduleSpecifiers(read(file)).map((specifier) => ({ file, imported: packageOf(specifier) })))
      .filter(({ imported }) => imported !== undefined && !declared(manifest).includes(imported));
    expect(undeclared).toEqual([]);
  });

  it('has source maps that carry their sources', () => {
    const without = files
      .filter((file) => file.endsWith('.map'))
      .filter((file) => {
        const { sources, sourcesContent = [] } = JSON.parse(read(file));
        return sources.some((_: string, i: number) => typeof sourcesContent[i] !== 'string');
      });
    expect(without).toEqual([]);
  });
});
