import { definePackage } from '@gradlab-internal/tsup-config';

export default definePackage({ cli: 'src/cli.ts' }, { platform: 'node' });
