import { existsSync } from 'node:fs';

/**
 * The Chromium to test with: `GRADLAB_CHROMIUM` or `/usr/bin/chromium`. Where there is none, undefined and a printed reason:
 * tests that need it skip.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const path = process.env.GRADLAB_CHROMIUM || '/usr/bin/chromium';
  if (existsSync(path)) return path;
  console.warn(`skipped: there is no Chromium at ${path}; name one in GRADLAB_CHROMIUM`);
  return undefined;
}

/** Without a display, sandbox or network of its own; graphics by the software renderer. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** The headers that let a page share memory between threads. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
