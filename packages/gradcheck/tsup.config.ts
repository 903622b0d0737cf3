import { definePackage } from '@gradlab-internal/tsup-config';

// A map of the kernels would be twice as large as they are.
export default definePackage({ index: 'src/index.ts', vitest: 'src/vitest.ts' }, { sourcemap: false });
