import { gzipSync } from 'node:zlib';
import { gunzipSync as fflateGunzip } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../../test/archive-goldens.ts';
import { DatasetError } from '../dataset-error.ts';
import { gunzipStream } from './gunzip-stream.ts';
import { joinPieces } from './join-pieces.ts';

const raw = Uint8Array.from({ length: 200_000 }, (_, i) => (i * i * 7919) >>> 5);
const packed = new Uint8Array(gzipSync(raw));
const options = { name: 'x.gz', maxBytes: raw.length };

async function all(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return joinPieces(pieces);
}

describe('gunzipStream', () => {
  it('undoes gzip, whatever pieces it comes in', async () => {
    for (const size of [1000, 65_536, 1e6]) {
      expect(Buffer.compare(await all(gunzipStream(inPieces(packed, size), options)), raw)).toBe(0);
    }
    const small = new Uint8Array(gzipSync('forty-two'));
    expect(Buffer.from(await all(gunzipStream(inPieces(small, 1), options))).toString()).toBe('forty-two');
  });

  it('refuses a wrong CRC, which fflate accepts', async () => {
    const wrong = packed.map((byte, i) => (i === packed.length - 6 ? byte ^ 1 : byte));
    expect(Buffer.compare(fflateGunzip(wrong), raw)).toBe(0);
    await expect(all(gunzipStream(inPieces(wrong), options))).rejects.toMatchObject({ code: 'malformed' });
  });

  it('lets go of its source, however the loop ends, and passes on its errors and the signal’s', async () => {
    let closed = 0;
    async function* source(failure?: Error): AsyncGenerator<Uint8Array> {
      try {
        yield packed.subarray(0, 30_000);
        if (failure !== undefined) throw failure;
        yield packed.subarray(30_000);
      } finally {
        closed += 1;
      }
    }
    for await (const _ of gunzipStream(source(), options)) break;
    expect(closed).toBe(1);
    await expect(all(gunzipStream(source(), { ...options, maxBytes: 10 }))).rejects.toBeInstanceOf(DatasetError);
    expect(closed).toBe(2);
    const torn = new Error('disk gone');
    await expect(all(gunzipStream(source(torn), options))).rejects.toBe(torn);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(all(gunzipStream(source(), { ...options, signal }))).rejects.toThrow('enough');
  });
});
