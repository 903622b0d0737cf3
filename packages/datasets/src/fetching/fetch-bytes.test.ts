import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { QUICK } from '../../test/quick.ts';
import { DatasetError } from '../dataset-error.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { DownloadOptions, DownloadProgress } from './fetch-options.ts';
import type { PublishedFile } from './published-file.ts';

const content = Uint8Array.from({ length: 6000 }, (_, i) => (i * i * 7919) >>> 5);
const packed = gzipSync(content);
const file: PublishedFile = {
  name: 'images-idx3-ubyte',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  packed: 'gzip',
};
const broken: RequestListener = (_request, response) => {
  response.statusCode = 500;
  response.end('out of order');
};
const cutOff: RequestListener = (_request, response) => {
  response.setHeader('content-length', packed.length);
  response.write(packed.subarray(0, 100));
  setTimeout(() => response.destroy(), 20);
};
const download = (of: PublishedFile, options: DownloadOptions): Promise<Uint8Array> =>
  fetchBytes(of, { offline: false, patience: QUICK, ...options });
const failureOf = async (answer: RequestListener): Promise<string> => {
  const error = await download(file, { mirrors: [await mirror(answer)] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatasetError);
  expect(error).toMatchObject({ code: 'download', cause: expect.any(AggregateError) });
  return (error as DatasetError).message;
};

describe('fetchBytes', () => {
  it('asks for <mirror>/<name>.gz and reports progress', async () => {
    const asked: (string | undefined)[] = [];
    const base = await mirror((request, response) => {
      asked.push(request.url);
      serve(packed)(request, response);
    });
    const seen: DownloadProgress[] = [];
    expect(await download(file, { mirrors: [base], onProgress: (progress) => seen.push(progress) })).toEqual(content);
    expect(asked).toEqual(['/images-idx3-ubyte.gz']);
    expect(seen.at(-1)).toEqual({
      file: file.name,
      url: `${base}images-idx3-ubyte.gz`,
      loaded: packed.length,
      total: packed.length,
    });
  });

  it('takes bytes that the server or fetch has unpacked', async () => {
    const encoded: RequestListener = (_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(packed);
    };
    expect(await download(file, { mirrors: [await mirror(encoded)] })).toEqual(content);
    expect(await download(file, { mirrors: [await mirror(serve(content))] })).toEqual(content);
  });

  it('follows a redirect', async () => {
    const target = await mirror(serve(packed));
    const moved = await mirror((request, response) => {
      response.writeHead(302, { location: `${target}${request.url?.slice(1)}` }).end();
    });
    expect(await download(file, { mirrors: [moved] })).toEqual(content);
  });

  it('goes on to the next mirror after any failure', async () => {
    const wrong = Uint8Array.from(content, (byte, i) => (i === 9 ? byte + 1 : byte));
    const good = await mirror(serve(packed));
    for (const answer of [
      broken,
      cutOff,
      serve(gzipSync(wrong)),
      serve(packed.subarray(0, -9)),
      serve(new Uint8Array(0)),
    ]) {
      expect(await download(file, { mirrors: [await mirror(answer), good] })).toEqual(content);
    }
    expect(await download(file, { mirrors: ['http://127.0.0.1:1', good] })).toEqual(content);
  });

  it('says what each mirror did wrong', async () => {
    expect(await failureOf(broken)).toContain('HTTP 500 Internal Server Error');
    expect(await failureOf(serve(packed.subarray(0, -9)))).toContain('not a whole gzip file');
    expect(await failureOf(serve(gzipSync(content.subarray(1))))).toContain(
      `expected ${file.bytes} bytes when decompressed, got ${file.bytes - 1}`,
    );
    expect(await failureOf(serve(gzipSync(content.map((byte) => byte ^ 1))))).toContain(
      `expected sha256 ${file.sha256}`,
    );
    expect(await failureOf(serve(new Uint8Array(content.length + 100_000)))).toContain('sends more than');
    expect(await failureOf(cutOff)).toMatch(/terminated|aborted|closed/);
    await expect(fetchBytes(file, { offline: true, mirrors: [] })).rejects.toMatchObject({ code: 'offline' });
  });

  it('says so when there is no mirror to ask', async () => {
    await expect(download(file, { mirrors: [] })).rejects.toThrow('from any mirror: none is given');
  });

  it('stops at once when aborted, with the reason given, and asks no other mirror', async () => {
    let asked = 0;
    const stuck: RequestListener = (_request, response) => {
      asked++;
      response.write(packed.subarray(0, 10));
    };
    const controller = new AbortController();
    const mirrors = [await mirror(stuck), await mirror(stuck)];
    const run = download(file, { mirrors, signal: controller.signal, onProgress: () => controller.abort() });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toBe(1);
  });
});
