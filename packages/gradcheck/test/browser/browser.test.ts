import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, findChromium, type OpenPage, openPage } from '@gradlab-internal/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app/main.ts';

declare const app: App;

const chromium = findChromium();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlab-gradcheck-page-'));
  await buildPage(fileURLToPath(new URL('./app', import.meta.url)), folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('a page that Vite built loads the float64 kernels only when they are asked for', async () => {
  const assets = await readdir(join(folder, 'assets'));
  expect(assets.filter((asset) => /^cpu-kernels-.*\.js$/.test(asset))).toHaveLength(1);
  expect(await readFile(join(folder, 'index.html'), 'utf8')).not.toContain('cpu-kernels');
});

describe.skipIf(chromium === undefined)('in Chromium', () => {
  let open: OpenPage;

  beforeAll(async () => {
    open = await openPage(chromium ?? '', folder);
  });

  afterAll(() => open?.close());

  it.each(['wasm', 'cpu'] as const)('checks a network on %s as Node does', async (backend) => {
    const report = await open.page.evaluate((name) => app.check(name), backend);
    expect(report.verdict, report.text).toBe('ok');
    expect(report.current).toBe(backend);
    expect(report.maxAbsError).toBeLessThan(1e-8);
    expect(report.text).toContain(`${backend} in float32 against float64`);
  });

  it('sweeps ε in doubles', async () => {
    const points = await open.page.evaluate(() => app.sweep());
    expect(Math.min(...points.map(({ maxAbsDifference }) => maxAbsDifference))).toBeLessThan(1e-9);
  });

  it('without a complaint', () => {
    expect(open.complaints).toEqual([]);
  });
});
