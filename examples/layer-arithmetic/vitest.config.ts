import { definePackageTests } from '@gradlab-internal/vitest-config';

export default definePackageTests();
