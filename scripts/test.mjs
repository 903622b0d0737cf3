import { bootstrap, runOrExit, turbo } from './bootstrap.mjs';

// `npm test`: everything that must hold, cheapest first.
await bootstrap();
await runOrExit('linting', 'biome', ['ci', '.']);
await runOrExit(
  'building, checking types, testing, checking packages',
  ...turbo('build', 'types', 'typecheck', 'test', 'check:package', '--output-logs=new-only'),
);
await runOrExit('using every package from outside, on each supported Node', 'pnpm', ['test:consumer']);
await runOrExit('looking for unused files, exports and dependencies', 'knip', ['--no-config-hints']);
process.stdout.write('\n✓ all checks passed\n');
