import { definePackageTests } from '@gradlab-internal/vitest-config';

// It replaces the table of files.
export default definePackageTests({ isolated: ['src/cifar10/cifar10-archive.test.ts'] });
