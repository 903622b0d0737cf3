import { definePackage } from '@gradlab-internal/tsup-config';

export default definePackage();
