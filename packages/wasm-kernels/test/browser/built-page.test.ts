import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, findChromium, type OpenPage, openPage } from '@gradlab-internal/browser';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { train } from '../train.ts';
import type { App } from './app/main.ts';

declare const app: App;

const APP = fileURLToPath(new URL('./app', import.meta.url));

/** The stock backend's threads get the text of a function that names a variable outside it: they work under its own name alone. */
const PAGES = [
  { name: 'as it is by default', minify: true, isolated: false },
  { name: 'that is not minified, on a page isolated from other origins', minify: false, isolated: true },
];

describe.each(PAGES)('what Vite builds, $name', ({ minify, isolated }) => {
  let folder: string;
  let open: OpenPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlab-wasm-kernels-page-'));
    await buildPage(APP, folder, { minify });
    open = await openPage(findChromium() ?? '', folder, { isolated });
  });

  afterAll(async () => {
    await open?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['simd128', 'relaxed'] as const)('trains with %s on its main thread and in a worker', async (simd) => {
    const inNode = await train(simd);
    // The same instructions on the same processor, in the same order: threads share out rows, not sums.
    const wanted = { ...inNode, shared: isolated };
    expect(await open.page.evaluate((name) => app.train(name), simd)).toEqual(wanted);
    expect(await open.page.evaluate((name) => app.trainInWorker(name), simd)).toEqual(wanted);
    expect(inNode.losses.at(-1)).toBeLessThan(0.9 * (inNode.losses[0] ?? 0));
  });

  it('writes no warning', () => {
    expect(open.complaints).toEqual([]);
  });
});
