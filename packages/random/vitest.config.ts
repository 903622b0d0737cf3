import { definePackageTests } from '@gradlab-internal/vitest-config';

// It replaces the source of random units.
export default definePackageTests({ isolated: ['src/extremes.test.ts'] });
