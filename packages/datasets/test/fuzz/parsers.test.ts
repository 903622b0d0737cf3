import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzipStream } from '../../src/archives/gunzip-stream.ts';
import { tarEntries } from '../../src/archives/tar-entries.ts';
import { zipEntries } from '../../src/archives/zip-entries.ts';
import { createDataset, encodeIdx, loadCsv, parseCifar10, parseIdx } from '../../src/index.ts';
import { golden, goldenBytes, goldenNames, goldenText, inPieces } from '../archive-goldens.ts';
import { fuzz, type Target } from './fuzz.ts';
import type { Draws } from './mutate.ts';

const text = (csv: string): Uint8Array => new TextEncoder().encode(csv);
const TIGHT = { maxEntryBytes: 10_000, maxTotalBytes: 20_000, maxEntries: 10 };
// Then the input itself is what bounds the memory, whatever its headers declare.
const WIDE = { maxEntryBytes: 2 ** 50, maxTotalBytes: 2 ** 50, maxEntries: 1e9 };
const PIECES = [64, 1000, 16_384] as const;
const goldens = (kind: string): Uint8Array[] => goldenNames.filter((name) => name.startsWith(kind)).map(golden);
// fflate makes its buffers before it knows what comes: a window of 32 kB, and for each piece of the input what it may become.
const OF_FFLATE = 4 * 2 ** 20;

function requireThat(holds: boolean): void {
  if (!holds) throw new TypeError('what was read is not as it should be');
}

async function readArchive(entries: typeof zipEntries, bytes: Uint8Array, draws: Draws): Promise<void> {
  const limits = draws.of([TIGHT, WIDE]);
  let total = 0;
  for await (const entry of entries(inPieces(bytes, draws.of(PIECES)), { name: 'x', limits })) {
    requireThat(/^[^/\\\0:]+(\/[^/\\\0:]+)*$/.test(entry.name) && !entry.name.split('/').includes('..'));
    total += entry.bytes.length;
    requireThat(entry.bytes.length <= limits.maxEntryBytes && total <= limits.maxTotalBytes);
  }
}

/** Puts the checksums of tar headers right: without, a changed header is refused before it is looked at. */
function repairTar(bytes: Uint8Array): void {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const header = bytes.subarray(at, at + 512);
    if (header[257] !== 0x75 || header[258] !== 0x73) continue;
    header.fill(32, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(text(`${sum.toString(8).padStart(6, '0')}\0`), 148);
  }
}

const targets: readonly Target[] = [
  {
    name: 'IDX',
    valid: [
      encodeIdx({ shape: [3, 4, 2], data: goldenBytes.subarray(0, 24) }),
      encodeIdx({ shape: [5], data: Float64Array.of(1, 2, 3, 4, 5) }),
      encodeIdx({ shape: [2, 0], data: new Int16Array(0) }),
      encodeIdx({ shape: [2, 1, 1, 2], data: Int32Array.of(1, -1, 2, -2) }),
    ],
    parse: (bytes) => {
      const { shape, data } = parseIdx(bytes);
      requireThat(shape.reduce((product, size) => product * size, 1) === data.length);
    },
    maxAllocated: (input) => input,
  },
  {
    name: 'CIFAR-10',
    valid: [0, 1, 3].map((count) => Uint8Array.from({ length: count * 3073 }, (_, i) => (i % 3073 === 0 ? 7 : i))),
    parse: (bytes) => requireThat(parseCifar10(bytes).size * 3073 === bytes.length),
    maxAllocated: (input) => input,
  },
  {
    name: 'CSV',
    valid: [
      text('rooms,town,price\n4,Ulm,310.5\n3,Bonn,-2.45e2\n5,Ulm,1\n'),
      text('\uFEFF"a ""b""\n",town,price\r\n1e3,,3\r\n\r\n"",x,-0\r\n'),
      text(`price,${[...'abcdefghij'].join()}\n${'1,2,3,4,5,6,7,8,9,u,v\n'.repeat(9)}`),
    ],
    parse: async (bytes) => {
      const made = await loadCsv({ text: new TextDecoder().decode(bytes), target: 'price', missing: 'keep' });
      createDataset(made);
    },
    // A cell of two bytes can be one of up to 1,000 categories, four bytes each, and is typed as eight first.
    maxAllocated: (input) => input * (8 + 4 * Math.min(1000, input)),
    // A column that a mutation has renamed is an option that does not fit.
    isAllowed: (error) => error instanceof RangeError && error.message.startsWith('loadCsv: '),
  },
  {
    name: 'gzip',
    valid: [goldenText, goldenBytes, new Uint8Array(0)].map((raw) => new Uint8Array(gzipSync(raw))),
    parse: async (bytes, draws) => {
      let length = 0;
      for await (const piece of gunzipStream(inPieces(bytes, draws.of(PIECES)), { name: 'x', maxBytes: 10_000 })) {
        length += piece.length;
      }
      // Whatever is changed, the CRC lets nothing else through.
      requireThat([goldenText, goldenBytes, new Uint8Array(0)].some((raw) => raw.length === length));
    },
    maxAllocated: (input) => 2 ** 16 + 2 * input,
  },
  {
    name: 'zip',
    valid: goldens('zip '),
    parse: (bytes, draws) => readArchive(zipEntries, bytes, draws),
    // Deflate expands at most 1,032-fold; fflate doubles a buffer that is too small, and the content is copied once.
    maxAllocated: (input) => OF_FFLATE + 4 * 1032 * input,
  },
  {
    name: 'tar',
    valid: goldens('tar '),
    parse: (bytes, draws) => readArchive(tarEntries, bytes, draws),
    repair: repairTar,
    maxAllocated: (input) => 2 ** 16 + 8 * input,
  },
];

const COUNT = process.env.GRADLAB_STRESS === '1' ? 100_000 : 500;

describe('parsers of mutated input', () => {
  it.each(targets)(
    '$name: an answer or a DatasetError, soon, within the memory',
    { timeout: 3_600_000 },
    async (target) => {
      const outcome = await fuzz(target, COUNT, 20);
      if (COUNT > 500)
        console.log(target.name, outcome, `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);
      // Both must come, or the mutations reach too little.
      expect(outcome.accepted).toBeGreaterThan(0);
      expect(outcome.refused).toBeGreaterThan(0);
      expect(outcome.slowestMilliseconds).toBeLessThan(10_000);
    },
  );
});
