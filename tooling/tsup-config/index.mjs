import { defineConfig } from 'tsup';

/**
 * The build every published package shares: ESM, one file per entry, types beside it.
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
    dts: true,
    clean: true,
    sourcemap: true,
    splitting: true,
    treeshake: true,
    external: [/^node:/],
    ...overrides,
  });
}
