import { definePackage } from '@gradlab-internal/tsup-config';

// The objective is an entry of its own, for worker threads load it by its URL.
export default definePackage({ index: 'src/index.ts', objective: 'src/objective.ts' });
