import { definePackageTests } from '@gradlab-internal/vitest-config';

// They are about what a process has registered.
export default definePackageTests({ isolated: ['{src,test}/**/*.test.ts'] });
