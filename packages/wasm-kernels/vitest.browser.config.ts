import { CHROMIUM_FLAGS, findChromium, ISOLATION } from '@gradlab-internal/browser/chromium';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// The tests that run in Node, once more in Chromium: on an ordinary page, and on one where the stock backend starts its threads.
const executablePath = findChromium();

function page(
  name: string,
  headers: Record<string, string>,
  setupFiles: readonly string[],
): TestProjectInlineConfiguration {
  return {
    extends: true,
    server: { headers },
    test: {
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

export default defineConfig({
  define: { 'process.env.GRADLAB_STRESS': JSON.stringify(process.env.GRADLAB_STRESS ?? '') },
  test: {
    include: executablePath === undefined ? [] : ['src/**/*.test.ts', 'test/**/*.test.ts'],
    passWithNoTests: executablePath === undefined,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      page('page', {}, ['test/browser/wasm-paths.ts']),
      page('isolated page', ISOLATION, ['test/browser/wasm-paths.ts', 'test/browser/threads.ts']),
    ],
  },
});
