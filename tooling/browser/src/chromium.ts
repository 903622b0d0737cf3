import { existsSync } from 'node:fs';

/**
 * The Chromium to test with: `GRADLAB_CHROMIUM` or `/usr/bin/chromium`. Where there is none, undefined and a printed reason:
 * tests that need it skip.
 */
export function findChromium(): string | undefined {
  const path = process.env.GRADLAB_CHROMIUM || '/usr/bin/chromium';
  if (existsSync(path)) return path;
  console.warn(`skipped: there is no Chromium at ${path}; name one in GRADLAB_CHROMIUM`);
  return undefined;
}
