import { zipSync } from 'fflate';
import sharp from 'sharp';
import { drawnPicture } from './drawn-picture.ts';

/** A zip of the layout of `kagglecatsanddogs_5340.zip`, with what is wrong in it: six photos can be decoded, five cannot. */
export async function petZip(): Promise<Uint8Array> {
  const red = await drawnPicture('#ff0000', { width: 50, height: 30 });
  const blue = await drawnPicture('#0000ff', { width: 30, height: 50 });
  const grey = await sharp(blue).greyscale().jpeg().toBuffer();
  const noisy = await sharp({
    create: {
      width: 80,
      height: 80,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();
  const bmp = Uint8Array.from([0x42, 0x4d, ...new Uint8Array(60)]);
  const none = new Uint8Array(0);
  return zipSync(
    {
      'MSR-LA - 3467.docx': new TextEncoder().encode('licence'),
      'readme[1].txt': new TextEncoder().encode('read me'),
      'PetImages/Cat/0.jpg': red,
      'PetImages/Cat/1.jpg': red,
      'PetImages/Cat/10.jpg': await drawnPicture('#00ff00', { format: 'gif' }),
      'PetImages/Cat/666.jpg': none,
      'PetImages/Cat/2.jpg': noisy,
      'PetImages/Cat/Thumbs.db': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0),
      'PetImages/Dog/0.jpg': blue,
      'PetImages/Dog/1.jpg': grey,
      'PetImages/Dog/11702.jpg': none,
      'PetImages/Dog/2.jpg': noisy.subarray(0, noisy.length - 500),
      'PetImages/Dog/3.jpg': bmp,
      'PetImages/Dog/4.jpg': blue,
      'PetImages/Dog/Thumbs.db': none,
    },
    { level: 0 },
  );
}

/** The files of it that are no photos, in its order. */
export const CORRUPT: readonly string[] = ['Cat/10', 'Cat/666', 'Dog/11702', 'Dog/2', 'Dog/3'].map(
  (file) => `PetImages/${file}.jpg`,
);
