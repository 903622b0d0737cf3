import { definePackage } from '@gradlab-internal/tsup-config';

export default definePackage({
  index: 'src/index.ts',
  // What a worker thread loads; not an entry for users.
  'transform-worker': 'src/batching/transform-worker.ts',
});
