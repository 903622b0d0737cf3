import { CHROMIUM_FLAGS, findChromium, ISOLATION } from '@gradlab-internal/browser/chromium';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const executablePath = findChromium();
const TIMEOUTS = { testTimeout: 60_000, hookTimeout: 60_000 };

/** The binary of an ordinary page is that of Node, where random operands are tried as well: here once in a while is enough. */
const TRIED_IN_NODE = process.env.GRADLAB_STRESS ? [] : ['test/properties/**'];

/** Tests that run in Node, on a page that Vite serves. */
function page(
  name: string,
  headers: Record<string, string>,
  setupFiles: readonly string[],
  exclude: readonly string[] = [],
): TestProjectInlineConfiguration {
  return {
    define: { 'process.env.GRADLAB_STRESS': JSON.stringify(process.env.GRADLAB_STRESS ?? '') },
    server: { headers },
    test: {
      ...TIMEOUTS,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: ['test/{browser,node}/**', ...exclude],
      setupFiles: [...setupFiles],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: CHROMIUM_FLAGS } }),
        instances: [{ browser: 'chromium', name }],
      },
    },
  };
}

const projects: readonly TestProjectInlineConfiguration[] = [
  page('page', {}, ['test/browser/wasm-paths.ts'], TRIED_IN_NODE),
  // Here the stock backend starts its threads, and its memory is shared.
  page('isolated page', ISOLATION, ['test/browser/wasm-paths.ts', 'test/browser/threads.ts']),
  { test: { ...TIMEOUTS, name: 'built page', include: ['test/browser/**/*.test.ts'] } },
];

export default defineConfig({
  test: executablePath === undefined ? { include: [], passWithNoTests: true } : { projects: [...projects] },
});
