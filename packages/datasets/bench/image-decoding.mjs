// Decodes a folder of photos with this package: node bench/image-decoding.mjs <folder> <side> <output>; see image-decoding.py.
import { writeFile } from 'node:fs/promises';
import { loadImageFolder } from '@gradlab/datasets';

const [directory, side, output] = process.argv.slice(2);
await loadImageFolder({ directory, imageSize: Number(side) });
const from = performance.now();
const { files, x } = await loadImageFolder({ directory, imageSize: Number(side) });
const seconds = (performance.now() - from) / 1000;
await writeFile(output, x.data);
console.log(JSON.stringify({ files, seconds }));
