import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, findChromium, type OpenPage, openPage } from '@gradlab-internal/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import goldens from '../../src/images/goldens.json' with { type: 'json' };
import type { ImageRequest } from '../../src/index.ts';
import { difference } from '../difference.ts';
import { drawnPicture } from '../drawn-picture.ts';
import type { App } from './app/main.ts';

declare const app: App;

const chromium = findChromium();

async function drawn(name: string): Promise<number[]> {
  return [...(await readFile(new URL(`../../src/images/goldens/${name}`, import.meta.url)))];
}

describe.skipIf(chromium === undefined)('in Chromium', () => {
  let folder: string;
  let open: OpenPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlab-datasets-page-'));
    await buildPage(fileURLToPath(new URL('./app', import.meta.url)), folder);
    open = await openPage(chromium ?? '', folder);
  });

  afterAll(async () => {
    await open?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const decode = (file: number[], request: ImageRequest, options = {}): Promise<readonly number[] | string> =>
    open.page.evaluate(([f, r, o]) => app.decode(f, r, o), [file, request, options] as const);

  // The scaling is Pillow's to within 1; what is left is the browser's own way to decode lossy formats.
  it.each([
    ['tall.png', 0.01],
    ['palette.png', 0.01],
    ['lossless.webp', 0.01],
    ['grey.jpg', 1],
    ['wide.jpg', 1],
    ['progressive.jpg', 1],
    ['orientation-2.jpg', 1],
    ['orientation-6.jpg', 1],
  ] as const)('%s is what Pillow makes of it, mean difference below %f of 255', async (name, tolerance) => {
    for (const { pixels, ...golden } of goldens.drawn[name]) {
      const request = { ...golden, channels: 3 } as ImageRequest;
      const made = await decode(await drawn(name), request);
      expect(difference(Uint8Array.from(made as number[]), Buffer.from(pixels, 'base64')).mean).toBeLessThan(tolerance);
    }
  });

  it('keeps colours below opacity, but where a pixel is not seen at all', async () => {
    const request: ImageRequest = { height: 140, width: 90, fit: 'cover', channels: 3 };
    const [seeThrough, opaque] = [
      await decode(await drawn('transparent.png'), request),
      await decode(await drawn('tall.png'), request),
    ];
    // Of 8 bits a canvas keeps fewer, the less opaque the pixel: from half opacity on the colour is off by one at most.
    const rightHalf = (values: readonly number[] | string): Uint8Array =>
      Uint8Array.from(values as number[]).filter((_, i) => i % 270 >= 140);
    expect(difference(rightHalf(seeThrough), rightHalf(opaque)).largest).toBeLessThanOrEqual(1);
  });

  it('makes grey as Pillow does', async () => {
    const grey = await decode(await drawn('tall.png'), { height: 140, width: 90, fit: 'cover', channels: 1 });
    expect(Buffer.from(grey as number[]).toString('base64')).toBe(goldens.luma);
  });

  it('refuses what is no picture, is damaged or is too large', async () => {
    const request: ImageRequest = { height: 4, width: 4, fit: 'cover', channels: 3 };
    expect(await decode([...new TextEncoder().encode('GIF89a')], request)).toBe(
      'malformed: expected a JPEG, PNG or WebP, got a GIF',
    );
    expect(await decode((await drawn('wide.jpg')).slice(0, 100), request)).toMatch(/^malformed: /);
    expect(await decode(await drawn('wide.jpg'), request, { maxPixels: 14_999 })).toBe(
      'malformed: a picture of more than 14999 pixels',
    );
  });

  it('makes a data set of the files of a folder', async () => {
    const file = async (colour: string): Promise<number[]> => [...(await drawnPicture(colour, { format: 'png' }))];
    const files = {
      'b/1.png': await file('#0000ff'),
      'a/2.png': await file('#ff0000'),
      'a/1.png': [0],
      'a/no.txt': [0],
    };
    const made = await open.page.evaluate((given) => app.loadFiles(given), files);
    expect(made).toEqual({
      y: [0, 1],
      classNames: ['a', 'b'],
      names: ['a/2.png', 'b/1.png'],
      skipped: [{ file: 'a/1.png', reason: 'expected a JPEG, PNG or WebP, got something else' }],
      x: [255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255],
    });
  });

  it('without a complaint', () => {
    expect(open.complaints).toEqual([]);
  });
});
