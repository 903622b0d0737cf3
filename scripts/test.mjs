import { bootstrap, environment, runOrExit, turbo } from './bootstrap.mjs';
import { describeSurroundings } from './surroundings.mjs';

// `npm test`: everything that must hold, cheapest first.
await bootstrap();
environment.GRADLAB_SURROUNDINGS = describeSurroundings(environment.GRADLAB_DATA_DIR);
await runOrExit('linting', 'biome', ['ci', '.']);
await runOrExit(
  'building, checking types, testing, checking packages',
  ...turbo('build', 'types', 'typecheck', 'test', 'check:package', '--output-logs=new-only'),
);
await runOrExit('using every package from outside, on each supported Node', 'pnpm', ['test:consumer']);
await runOrExit('looking for unused files, exports and dependencies', 'knip', ['--no-config-hints']);
process.stdout.write('\n✓ all checks passed\n');
