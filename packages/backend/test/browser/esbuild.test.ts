import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, openPage } from '@gradlab-internal/browser';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { App } from './app/main.ts';

declare const app: App;

const chromium = findChromium();
const APP = fileURLToPath(new URL('./app', import.meta.url));

it.skipIf(chromium === undefined)(
  'trains on wasm in a page that esbuild bundled, with no path configured either',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gradlab-backend-esbuild-'));
    const entryPoints = [join(APP, 'main.ts')];
    await build({
      entryPoints,
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      logLevel: 'error',
      tsconfigRaw: {},
    });
    await cp(join(APP, 'index.html'), join(folder, 'index.html'));
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    await writeFile(join(folder, 'index.html'), html.replace('main.ts', 'main.js'));
    const open = await openPage(chromium ?? '', folder);
    try {
      expect(await open.page.evaluate(() => app.use('wasm'))).toMatchObject({ name: 'wasm' });
      const [first = 0, second = 0] = await open.page.evaluate(() => app.train(2));
      expect(second).toBeLessThan(first);
    } finally {
      await open.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
