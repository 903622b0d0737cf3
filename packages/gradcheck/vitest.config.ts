import { definePackageTests } from '@gradlab-internal/vitest-config';

// It shows what the stock kernels do, which no other test may have replaced.
export default definePackageTests({ isolated: ['test/stock-wasm.test.ts'] });
