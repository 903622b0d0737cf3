import { defineConfig } from 'vitest/config';
import { writeExampleTests } from './examples.mjs';

/**
 * The test set-up every package shares. Before vitest looks for test files, each `@example` of a doc comment and each `ts` block of
 * the README becomes a test of its own (see examples.mjs), so that documentation cannot rot.
 *
 * @param {import('vitest/config').ViteUserConfig['test']} [test]
 */
export async function definePackageTests({ include = ['src/**/*.test.ts', 'test/**/*.test.ts'], ...test } = {}) {
  await writeExampleTests(process.cwd());
  return defineConfig({
    test: {
      testTimeout: 60_000,
      hookTimeout: 60_000,
      maxWorkers: 2,
      ...test,
      projects: [
        { extends: true, test: { name: 'tests', include } },
        // Programs for a reader: they set their own backend and leave nothing behind, so that they need no process each.
        { extends: true, test: { name: 'examples', include: ['.examples/**/*.test.ts'], isolate: false } },
      ],
    },
  });
}
