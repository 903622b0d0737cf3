import { defineConfig } from 'tsup';

/**
 * The build every published package shares: ESM, one file per entry. Its types are written beside it by a task of their own
 * (`tsup --dts-only`), which takes several times as long and which nothing needs in order to run.
 *
 * Dependencies and peers stay outside; private `@gradlab-internal/*` helpers are dev dependencies and so are bundled.
 *
 * @param {Record<string, string>} entry  output name → source file
 * @param {import('tsup').Options} [overrides]
 */
export function definePackage(entry = { index: 'src/index.ts' }, overrides = {}) {
  return defineConfig({
    entry,
    format: ['esm'],
    target: 'es2022',
    platform: 'neutral',
    clean: ['!**/*.d.ts'],
    sourcemap: true,
    splitting: true,
    treeshake: true,
    external: [/^node:/],
    ...overrides,
  });
}
