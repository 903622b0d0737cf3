import { definePackage } from '@gradlab-internal/tsup-config';

export default definePackage({ index: 'src/index.ts', testing: 'src/testing.ts' });
