import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, findChromium, type OpenPage, openPage } from '@gradlab-internal/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/index.ts';
import type { App } from './app/main.ts';
import { train } from './train.ts';

declare const app: App;

const STEPS = 5;
const chromium = findChromium();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlab-backend-page-'));
  await buildPage(fileURLToPath(new URL('./app', import.meta.url)), folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries())
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
}

describe('a page that Vite built', () => {
  it('keeps the binary and the gradients out of what every visitor loads', async () => {
    const assets = await readdir(join(folder, 'assets'));
    const sizeOf = async (part: string): Promise<number> => {
      const [name = '', ...others] = assets.filter((asset) => asset.startsWith(part) && asset.endsWith('.js'));
      expect(others).toEqual([]);
      // tsup's hash before Vite's: the page was built from dist, as published, and not from src.
      expect(name).toMatch(/-[A-Z0-9]{8}-/);
      return (await readFile(join(folder, 'assets', name))).length;
    };
    expect(await sizeOf('gradients-')).toBeLessThan(80_000);
    expect(await sizeOf('wasm-binary-url-')).toBeGreaterThan(560_000);
    const entry = await readFile(join(folder, 'index.html'), 'utf8');
    expect(entry).not.toContain('wasm-binary-url');
  });
});

describe.skipIf(chromium === undefined)('in Chromium', () => {
  let open: OpenPage;

  beforeAll(async () => {
    open = await openPage(chromium ?? '', folder);
  });

  afterAll(() => open?.close());

  it('trains on wasm with no path configured, with the very losses that Node gets', async () => {
    const info = await open.page.evaluate(() => app.use('wasm', { simd: 'simd128' }));
    expect(info).toMatchObject({ name: 'wasm', device: 'CPU', simd: 'simd128', threads: 1, version: '4.22.0' });
    const losses = await open.page.evaluate((steps) => app.train(steps), STEPS);
    await useBackend('wasm', { simd: 'simd128' });
    // Both run the same WebAssembly instructions, whose results are exact by specification.
    expect(losses).toEqual(train(STEPS));
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.95);
  });

  it('trains on cpu alike', async () => {
    expect(await open.page.evaluate(() => app.use('cpu'))).toMatchObject({ name: 'cpu', device: 'CPU', skipped: [] });
    const losses = await open.page.evaluate((steps) => app.train(steps), STEPS);
    await useBackend('cpu');
    // Math.exp and Math.log may differ in the last bit between versions of V8; five steps keep that below 1e-6.
    expectClose(losses, train(STEPS), 1e-6);
  });

  it('says what works, and changes no backend by looking', async () => {
    await open.page.evaluate(() => app.use('cpu'));
    const statuses = await open.page.evaluate(() => app.check());
    expect(statuses.filter(({ available }) => available).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['wasm', 'cpu']),
    );
    expect(statuses.find(({ name }) => name === 'cuda')?.reason).toContain('runs in Node only');
    expect(await open.page.evaluate(() => app.current())).toBe('cpu');
  });

  it('trains on webgl, in software, where the stock settings give wrong gradients from the second step on', async (context) => {
    const webgl = (await open.page.evaluate(() => app.check())).find(({ name }) => name === 'webgl');
    if (!webgl?.available) return context.skip(webgl?.reason);
    const info = await open.page.evaluate(() => app.use('webgl'));
    expect(info).toMatchObject({ name: 'webgl', version: '4.22.0' });
    expect(info.device).toMatch(/swiftshader/i);
    const losses = await open.page.evaluate((steps) => app.train(steps), STEPS);
    await useBackend('cpu');
    // Shaders sum in another order and have their own exp; single precision leaves 1e-7 for each of some ten roundings.
    // The stock settings are off by 0.0025 at the third loss.
    expectClose(losses, train(STEPS), 1e-5);
  });

  it('takes wasm for auto, and fails by name where it must', async () => {
    expect(await open.page.evaluate(() => app.use())).toMatchObject({ name: 'wasm', skipped: [] });
    expect(await open.page.evaluate(() => app.codeOf('cuda'))).toBe('unsupported-environment');
    expect(await open.page.evaluate(() => app.codeOf('webgpu'))).toMatch(/^(no-device|missing-package)$/);
    expect(await open.page.evaluate(() => app.current())).toBe('wasm');
  });

  it('stays with one thread where a page may have more', async () => {
    const isolated = await openPage(chromium ?? '', folder, { isolated: true });
    try {
      expect(await isolated.page.evaluate(() => Reflect.get(globalThis, 'crossOriginIsolated'))).toBe(true);
      expect(await isolated.page.evaluate(() => app.use('wasm'))).toMatchObject({ name: 'wasm', threads: 1 });
      expect(await isolated.page.evaluate(() => app.train(1))).toHaveLength(1);
    } finally {
      await isolated.close();
    }
  });

  it('writes no warning', () => {
    // Chromium's own words about its graphics, which no page can prevent.
    const own = /^No available adapters|GL Driver Message/;
    expect(open.complaints.filter((text) => !own.test(text))).toEqual([]);
  });
});
