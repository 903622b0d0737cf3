import { describe, expect, it } from 'vitest';
import { manifestProblems } from './manifest-problems.ts';
import { publishedPackages } from './packages.ts';

const packages = publishedPackages();

describe('is ready to be published', () => {
  it.each(packages)('$name', (pkg) => {
    expect(manifestProblems(pkg)).toEqual([]);
  });
});

it('notices each thing that is wrong', () => {
  // Its README is there, so that everything below is about the manifest.
  const first = packages.find(({ name }) => name === '@gradlab/random');
  if (first === undefined) throw new Error('there is no @gradlab/random');
  const manifest = {
    ...first.manifest,
    sideEffects: true,
    exports: { '.': { default: './dist/index.js', types: './src/index.ts' } },
    dependencies: { '@gradlab-internal/checks': 'workspace:*' },
    bin: { tool: 'src/cli.ts' },
    scripts: { build: 'tsup', typecheck: 'tsc', test: 'vitest run' },
  };
  expect(manifestProblems({ ...first, manifest })).toEqual(
    [
      'sideEffects must be false, is true',
      'exports["."] must give types, then default',
      'exports["."] points at ./src/index.ts, which is not in dist',
      'exports must include "./package.json"',
      '@gradlab-internal/checks is never published, so it must be a dev dependency',
      'scripts.check:package is missing',
      'bin points at src/cli.ts, which is not in dist',
    ].map((problem) => `${first.folder}: ${problem}`),
  );
});
