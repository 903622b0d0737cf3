import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, gunzipSync } from 'node:zlib';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { describe, expect, it } from 'vitest';
import { type ImageArray, type Json, randomResizedCrop, rotation, type Transform } from '../src/index.ts';

interface Golden {
  readonly box: { readonly top: number; readonly left: number; readonly height: number; readonly width: number };
  readonly angle: number;
  /** CRC-32 of the 48 rows of the crop, then of the 64 of the rotation. */
  readonly rows: string;
}

const folder = sharedDataDirectory('cats-vs-dogs', 'packed64');
const crop = randomResizedCrop({ size: 48 });
const turn = rotation({ degrees: 180, interpolation: 'bilinear' });

// By goldens/photos.py, which runs torchvision 0.29.2 on the same photos with the same parameters.
describe.skipIf(folder === undefined)('300 photos', () => {
  const goldens: readonly Golden[] = JSON.parse(
    readFileSync(new URL('../goldens/photos.json', import.meta.url), 'utf8'),
  );
  const pixels =
    folder === undefined ? new Uint8Array(0) : gunzipSync(readFileSync(join(folder, 'test-images-64x64x3.u8.gz')));

  /** How many rows of all results are the same. */
  const equalRows = (transform: Transform, parametersOf: (golden: Golden) => Json, from: number): number =>
    goldens.reduce((equal, golden, i) => {
      const data = Uint8Array.from(pixels.subarray(i * 12288, (i + 1) * 12288));
      const photo: ImageArray = { data, shape: [64, 64, 3], range: [0, 255] };
      const { data: result, shape } = transform.applyParameters(photo, parametersOf(golden));
      const sums = Buffer.from(golden.rows, 'base64');
      const [height = 0, width = 0] = shape;
      const matches = Array.from({ length: height }, (_, y) => {
        const row = result.subarray(y * width * 3, (y + 1) * width * 3) as Uint8Array;
        return crc32(row) === sums.readUInt32LE(4 * (from + y));
      });
      return equal + matches.filter(Boolean).length;
    }, 0);

  it('randomResizedCrop gives every value of torchvision', () => {
    expect(equalRows(crop, ({ box }) => box, 0)).toBe(300 * 48);
  });

  it('rotation gives all rows but at most one in 200: a value half-way between two may round to the other', () => {
    expect(equalRows(turn, ({ angle }) => angle, 48)).toBeGreaterThanOrEqual(300 * 64 * 0.995);
  });
});
