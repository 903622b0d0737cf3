import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { writeExampleTests } from './examples.mjs';

const PROPERTIES = fileURLToPath(new URL('properties.mjs', import.meta.url));

/** Vitest reads a package's configuration once more for each of its projects, all at the same time; its folder is written once. */
const written = new Map();

/**
 * @param {string} root
 * @returns {Promise<void>}
 */
function writeExampleTestsOnce(root) {
  const writing = written.get(root) ?? writeExampleTests(root);
  written.set(root, writing);
  return writing;
}

/**
 * The test set-up every package shares. Before vitest looks for test files, each `@example` of a doc comment and each `ts` block of
 * the README becomes a test of its own (see examples.mjs), so that documentation cannot rot.
 *
 * Test files share a process, as loading TensorFlow.js anew for each takes longer than most tests: a file sets the backend it needs and
 * leaves nothing behind. One that replaces a module, or is about what is loaded and registered, is named in `isolated`.
 *
 * @param {import('./index.d.mts').PackageTests} [test]
 */
export async function definePackageTests({
  include = ['src/**/*.test.ts', 'test/**/*.test.ts'],
  exclude = ['**/node_modules/**'],
  isolated = [],
  ...test
} = {}) {
  await writeExampleTestsOnce(process.cwd());
  const alone = { extends: true, test: { name: 'isolated', include: isolated, exclude } };
  return defineConfig({
    test: {
      testTimeout: 60_000,
      hookTimeout: 60_000,
      maxWorkers: 2,
      setupFiles: [PROPERTIES],
      ...test,
      projects: [
        { extends: true, test: { name: 'tests', include, exclude: [...exclude, ...isolated], isolate: false } },
        ...(isolated.length > 0 ? [alone] : []),
        { extends: true, test: { name: 'examples', include: ['.examples/**/*.test.ts'], isolate: false } },
      ],
    },
  });
}
