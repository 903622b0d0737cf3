import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { difference } from '../../test/difference.ts';
import { DatasetError } from '../dataset-error.ts';
import goldens from './goldens.json' with { type: 'json' };
import type { ImageRequest } from './image-decoder.ts';
import { sharpDecoder } from './sharp-decoder.ts';

interface Golden {
  readonly height: number;
  readonly width: number;
  readonly fit: string;
  readonly pixels: string;
}

const photos = sharedDataDirectory('cats-vs-dogs', 'jpeg');
const decoder = await sharpDecoder(1e8);
const drawn = (name: string): Uint8Array => readFileSync(new URL(`goldens/${name}`, import.meta.url));
const SMALL: ImageRequest = { height: 4, width: 4, fit: 'stretch', channels: 3 };

/** Our pixels against those of Pillow. */
async function compare(bytes: Uint8Array, golden: Golden): Promise<{ mean: number; largest: number }> {
  const request = { ...golden, channels: 3 } as ImageRequest;
  return difference(await decoder.decode(bytes, request), Buffer.from(golden.pixels, 'base64'));
}

describe('against Pillow and torchvision', () => {
  // The frame of one bright pixel counts: where the filter reaches over the border, libvips repeats the last pixel and Pillow leaves it
  // out. On thumbnails this small every seventh pixel lies there. A picture turned or cut wrongly is 30 and more away.
  it.each(Object.entries(goldens.drawn).filter(([name]) => name !== 'cmyk.jpg'))(
    '%s: mean difference below 3.5 of 255',
    async (name, cases) => {
      for (const golden of cases) expect((await compare(drawn(name), golden)).mean).toBeLessThan(3.5);
    },
  );

  // Pillow inverts the inks, sharp goes through a colour profile of a press: duller colours, the same picture.
  it('CMYK: mean difference below 25 of 255', async () => {
    for (const golden of goldens.drawn['cmyk.jpg']) {
      expect((await compare(drawn('cmyk.jpg'), golden)).mean).toBeLessThan(25);
    }
  });

  it.skipIf(photos === undefined).each(Object.entries(goldens.photos))(
    'photo %s: the same before scaling, mean difference below 2 of 255 after',
    async (name, { sha256, small }) => {
      const bytes = readFileSync(join(photos ?? '', name));
      const whole = await decoder.decode(bytes, { height: 200, width: 200, fit: 'cover', channels: 3 });
      expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
      for (const golden of small) expect((await compare(bytes, golden)).mean).toBeLessThan(2);
    },
  );

  it('grey: the same luma', async () => {
    const grey = await decoder.decode(drawn('tall.png'), { height: 140, width: 90, fit: 'stretch', channels: 1 });
    expect(Buffer.from(grey).toString('base64')).toBe(goldens.luma);
  });
});

describe('sharpDecoder', () => {
  it('drops opacity and keeps the colour below it', async () => {
    const request: ImageRequest = { height: 20, width: 20, fit: 'cover', channels: 3 };
    const [seeThrough, opaque] = [drawn('transparent.png'), drawn('tall.png')];
    expect(await decoder.decode(seeThrough, request)).toEqual(await decoder.decode(opaque, request));
  });

  it('makes 8 bits of 16, in colour and in grey', async () => {
    const values = Uint16Array.of(0, 256, 32768, 65535, 257, 12345);
    const raw = { width: 2, height: 1, channels: 3 } as const;
    const png = await sharp(values, { raw }).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(png).metadata()).depth).toBe('ushort');
    const pixels = await decoder.decode(png, { ...SMALL, height: 1, width: 2 });
    expect([...pixels]).toEqual([0, 1, 128, 255, 1, 48]);
    const levels = { width: 2, height: 1, channels: 1 } as const;
    const grey = await sharp(Uint16Array.of(513, 51400), { raw: levels }).toColourspace('grey16').png().toBuffer();
    expect(await sharp(grey).metadata()).toMatchObject({ channels: 1, depth: 'ushort' });
    expect([...(await decoder.decode(grey, { ...SMALL, height: 1, width: 2 }))]).toEqual([2, 2, 2, 200, 200, 200]);
  });

  it('ignores a colour profile', async () => {
    const request: ImageRequest = { ...SMALL, height: 100, width: 150 };
    const plain = await sharp(drawn('wide.jpg')).png().toBuffer();
    const profiled = await sharp(plain).keepIccProfile().withIccProfile('p3', { attach: true }).png().toBuffer();
    const stored = await sharp(profiled, { ignoreIcc: true }).raw().toBuffer();
    expect((await sharp(profiled).metadata()).icc).toBeDefined();
    // Not by toEqual, which takes minutes to show a difference of 45,000 values.
    expect(stored.equals(await decoder.decode(profiled, request))).toBe(true);
  });

  it('takes the first picture of an animation', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 6, height: 5, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const [red = 0, , blue = 0] = await decoder.decode(webp, SMALL);
    expect([red, blue]).toEqual([255, 0]);
  });

  it.each([
    ['cut off', drawn('wide.jpg').subarray(0, 3000)],
    ['cut off in its last bytes', drawn('wide.jpg').subarray(0, -2)],
    ['a PNG cut off', drawn('tall.png').subarray(0, 4000)],
    ['a WebP cut off', drawn('lossless.webp').subarray(0, 3000)],
    ['nothing but a start', Uint8Array.of(0xff, 0xd8, 0xff)],
    ['empty', new Uint8Array(0)],
    ['a GIF', new TextEncoder().encode('GIF89a and so on')],
    ['drawn in vectors', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('refuses a file that is %s', async (_, bytes) => {
    await expect(decoder.decode(bytes, SMALL)).rejects.toMatchObject({ name: 'DatasetError', code: 'malformed' });
  });

  it('accepts bytes after the end, and between two segments', async () => {
    const bytes = drawn('wide.jpg');
    const odd = Buffer.concat([bytes.subarray(0, -2), Buffer.alloc(200, 0x11), bytes.subarray(-2), Buffer.alloc(50)]);
    expect(await decoder.decode(odd, SMALL)).toEqual(await decoder.decode(bytes, SMALL));
  });

  it('refuses more pixels than are allowed, before it decodes them', async () => {
    const careful = await sharpDecoder(14_999);
    await expect(careful.decode(drawn('wide.jpg'), SMALL)).rejects.toThrow('a picture of more than 14999 pixels');
    expect((await (await sharpDecoder(15_000)).decode(drawn('wide.jpg'), SMALL)).length).toBe(48);
  });

  it('scales one pixel up and a thin strip down', async () => {
    const strip = await sharp({ create: { width: 300, height: 1, channels: 3, background: '#010203' } })
      .png()
      .toBuffer();
    for (const fit of ['cover', 'stretch'] as const) {
      expect([...(await decoder.decode(strip, { ...SMALL, fit }))]).toEqual(Array(16).fill([1, 2, 3]).flat());
    }
  });

  it('says what to do where sharp is not there', async () => {
    const missing = Object.assign(new Error("Cannot find package 'sharp'"), { code: 'ERR_MODULE_NOT_FOUND' });
    const failed = sharpDecoder(1, () => Promise.reject(missing));
    await expect(failed).rejects.toThrow(DatasetError);
    await expect(failed).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('npm install sharp'),
    });
  });
});
