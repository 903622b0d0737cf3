import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['src/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Most of the work is in child processes: two files at once, and within a file two entries at once.
    maxWorkers: 2,
    maxConcurrency: 2,
  },
});
