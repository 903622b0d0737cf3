import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Zip, ZipPassThrough } from 'fflate';
import sharp from 'sharp';

/** Noise, of the usual size of photos and as hard to compress. */
function photos(): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: 8 }, (_, i) => {
      const noise = { type: 'gaussian', mean: 128, sigma: 12 + i } as const;
      const picture = sharp({ create: { width: 500, height: 375, channels: 3, background: '#888', noise } });
      return picture.jpeg({ quality: 82 }).toBuffer();
    }),
  );
}

/** Writes a zip of the layout of `kagglecatsanddogs_5340.zip` with `count` photos, of which every hundredth is cut off. */
export async function writePhotoArchive(path: string, count: number): Promise<void> {
  const choices = await photos();
  const file = createWriteStream(path);
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    file.write(piece);
  });
  for (let i = 0; i < count; i++) {
    const whole = choices[i % choices.length] ?? new Uint8Array(0);
    const entry = new ZipPassThrough(`PetImages/${i % 2 === 0 ? 'Cat' : 'Dog'}/${i}.jpg`);
    zip.add(entry);
    entry.push(i % 100 === 99 ? whole.subarray(0, 10_000) : whole, true);
    if (file.writableNeedDrain) await once(file, 'drain');
  }
  zip.end();
  file.end();
  await once(file, 'close');
}
