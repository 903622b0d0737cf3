// Events of every kind at fixed times. To make the golden file anew: `node test/tensorboard/sample-events.mjs`, then
// `python goldens/read_events.py`.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EventFile } from '@gradlab/train/tensorboard';

const NAME = 'events.out.tfevents.golden';

/** Writes them to a file in a folder, and answers its path. */
export async function writeSampleEvents(folder) {
  let time = 1_700_000_000;
  const file = new EventFile(folder, { name: NAME, now: () => time++ });
  for (let step = 0; step < 5; step++) file.scalar('loss', 1 / (1 + step), step);
  file.scalar('validation/λ', Number.NaN, 3_000_000_000);
  file.scalar('rate', -1e-20, 128);
  await file.flush();
  const values = Float32Array.from({ length: 1000 }, (_, i) => Math.fround(((i * 7919) % 1000) / 100 - 3));
  file.histogram('dense1.weight', values, 7);
  file.histogram('one value', [2, 2, Number.NaN], 8);
  file.histogram('none', [], 9);
  const grey = Uint8Array.from({ length: 6 }, (_, i) => 40 * i);
  await file.image('grey', { data: grey, width: 3, height: 2, channels: 1 }, 1);
  const colour = Uint8Array.from({ length: 2 * 2 * 3 }, (_, i) => 20 * i);
  await file.image('colour', { data: colour, width: 2, height: 2, channels: 3 }, 2);
  await file.flush();
  return file.path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../goldens', import.meta.url));
  await rm(`${folder}/${NAME}`, { force: true });
  await writeSampleEvents(folder);
}
