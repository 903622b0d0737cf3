import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, openPage } from '@gradlab-internal/browser';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { decodeSafetensors } from '../src/decode.ts';
import type { App } from './page/main.ts';

declare const app: App;

const chromium = findChromium();

it.skipIf(chromium === undefined)('saves and loads a model of tfjs-layers in a page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'safetensors-page-'));
  const main = fileURLToPath(new URL('page/main.ts', import.meta.url));
  await build({ entryPoints: [main], outdir: folder, bundle: true, format: 'esm', logLevel: 'error', tsconfigRaw: {} });
  await writeFile(join(folder, 'index.html'), '<script type="module" src="main.js"></script>');
  const open = await openPage(chromium ?? '', folder);
  try {
    await open.page.waitForFunction(() => 'app' in globalThis);
    const download = open.page.waitForEvent('download');
    const outputs = await open.page.evaluate(() => app.save());
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('model.safetensors');
    const bytes = await readFile(await saved.path());
    expect(Object.keys(decodeSafetensors(bytes).tensors)).toHaveLength(2);
    expect(await open.page.evaluate((file) => app.load(file), [...bytes])).toEqual(outputs);
  } finally {
    await open.close();
    await rm(folder, { recursive: true, force: true });
  }
});
