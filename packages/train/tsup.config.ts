import { definePackage } from '@gradlab-internal/tsup-config';

export default definePackage({
  index: 'src/index.ts',
  checkpoint: 'src/checkpoint.ts',
  progress: 'src/progress.ts',
  tensorboard: 'src/tensorboard.ts',
  'objective-thread': 'src/search/objective-thread.ts',
});
