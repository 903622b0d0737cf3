import { definePackageTests } from '@gradlab-internal/vitest-config';

// What needs a browser runs by vitest.browser.config.ts.
export default definePackageTests({
  include: ['{src,test,bench}/**/*.test.{ts,mjs}'],
  exclude: ['**/node_modules/**', 'test/browser/**'],
  // What is installed stays for the life of a process, and some test what the stock kernels do.
  isolated: ['{src,test,bench}/**/*.test.{ts,mjs}'],
});
