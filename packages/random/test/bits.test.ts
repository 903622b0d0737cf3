import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as random from '@gradlab/random';
import { buildPage, findChromium, openPage } from '@gradlab-internal/browser';
import { expect, it } from 'vitest';
import type { App } from './browser/app/main.ts';
import { type Call, digestsOf } from './draws.ts';

declare const app: App;

const GOLDENS = fileURLToPath(new URL('../goldens/bits.json', import.meta.url));
const chromium = findChromium();

/** Calls and the digests that they had when they were recorded; the consumer test takes them to other Nodes. */
const goldens: { calls: Call[]; digests: string[] } = JSON.parse(await readFile(GOLDENS, 'utf8'));

it('draws the bits that were recorded', () => {
  expect(digestsOf(random, goldens.calls)).toEqual(goldens.digests);
});

it.skipIf(chromium === undefined)('draws the bits that were recorded in Chromium', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gradlab-random-page-'));
  await buildPage(fileURLToPath(new URL('./browser/app', import.meta.url)), folder);
  const open = await openPage(chromium ?? '', folder);
  try {
    expect(await open.page.evaluate((calls) => app.digests(calls), goldens.calls)).toEqual(goldens.digests);
    expect(open.complaints).toEqual([]);
  } finally {
    await open.close();
    await rm(folder, { recursive: true, force: true });
  }
});
