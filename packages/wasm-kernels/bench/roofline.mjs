// The limits that every piece of work is held against: the fastest multiply-add loop that 128-bit WebAssembly has on this engine and
// processor, and the bandwidth of each level of memory.
import { setFlagsFromString } from 'node:v8';
import { timeCalls } from './clocks.mjs';
import { makeRoofline, nameOf, TILES } from './roofline-module.mjs';

// A left and a right panel of this depth lie in a first-level cache of 32 kB, whatever the tile.
const DEPTH = 256;
const REPEAT = 64;
const FLOAT_BYTES = 4;
const ALIGNMENT = 64;
const WIDEST = 16;
const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE ** 2;

/** Bytes that a triad touches, so that it stays within the second-level cache, the third, and neither. */
const LEVELS = [192 * KILOBYTE, 6 * MEGABYTE, 192 * MEGABYTE];

/** Only Node 20 wants the flag; later ones do not know it. */
function allowRelaxed() {
  if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

function tileWork(kernels, tile) {
  const kernel = kernels[nameOf(tile)];
  const a = ALIGNMENT;
  const b = a + FLOAT_BYTES * DEPTH * WIDEST;
  const c = b + FLOAT_BYTES * DEPTH * WIDEST;
  const amount = 2 * tile.rows * tile.columns * DEPTH * REPEAT;
  return { amount, run: () => kernel(a, b, DEPTH, c, REPEAT) };
}

function triadWork(kernels, bytes) {
  const each = Math.floor(bytes / 3 / ALIGNMENT) * ALIGNMENT;
  const repeat = Math.max(1, Math.round((4 * MEGABYTE) / bytes));
  return { amount: 3 * each * repeat, run: () => kernels.triad(0, each, 2 * each, each, repeat) };
}

/** Amounts in 10⁹ a second of processor time. */
async function rateOf({ amount, run }, shortest) {
  const { cpu } = await timeCalls({ run }, shortest);
  return amount / (cpu * 1e6);
}

const nameOfTile = ({ rows, columns }) => `${rows} × ${columns}`;

/**
 * Prepares the measurements for one kind of SIMD, as a side that `serve` answers for. Work `{ tiles: true }` compares the tiles, which takes
 * seconds; measuring `rates` runs the best of them once, and the triads.
 */
export async function prepareRoofline(simd) {
  if (simd === 'relaxed') allowRelaxed();
  const { memory, kernels } = await makeRoofline(simd, LEVELS.at(-1) + MEGABYTE);
  new Float32Array(memory.buffer).fill(0.5);
  let best = TILES[0];
  return {
    async compare({ rounds, shortest }) {
      const rates = new Map(TILES.map((tile) => [tile, 0]));
      for (let round = 0; round < rounds; round++) {
        for (const tile of TILES)
          rates.set(tile, Math.max(rates.get(tile), await rateOf(tileWork(kernels, tile), shortest)));
      }
      best = [...rates].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
      return {
        best: nameOfTile(best),
        tiles: Object.fromEntries([...rates].map(([tile, rate]) => [nameOfTile(tile), rate])),
      };
    },
    async rates({ shortest }) {
      const gflops = await rateOf(tileWork(kernels, best), shortest);
      const levels = [];
      for (const bytes of LEVELS) levels.push({ bytes, rate: await rateOf(triadWork(kernels, bytes), shortest) });
      return { gflops, levels };
    },
  };
}
