import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { QUICK } from '../../test/quick.ts';
import { rangeMirror, unlike } from '../../test/range-mirror.ts';
import { content, isContent, ResumableSink, ranges, run } from '../../test/transferring.ts';
import { transfer } from './transfer.ts';

describe('transfer', () => {
  it('asks once, for everything, where all goes well', async () => {
    const server = rangeMirror(content);
    const loaded: number[] = [];
    const { sink, resumed } = await run(server.answer, { onBytes: (bytes) => loaded.push(bytes) });
    expect([isContent(sink), resumed, ranges(server), loaded.at(-1)]).toEqual([
      true,
      false,
      [undefined],
      content.length,
    ]);
  });

  it('goes on where a broken connection stopped, however often, as long as it goes on', async () => {
    const big = unlike(5 * 2 ** 20);
    const server = rangeMirror(big, { cutAfter: (count) => (count < 4 ? 1_100_000 : undefined) });
    const sink = new ResumableSink();
    const options = { limit: big.length, expected: big.length, patience: QUICK, signal: undefined, onBytes() {} };
    await transfer(await mirror(server.answer), sink, options);
    expect(Buffer.compare(sink.bytes(), big)).toBe(0);
    expect(ranges(server).map((range) => range ?? 'all')).toEqual(
      ['all', 1, 2, 3, 4].map((n) => (typeof n === 'number' ? `bytes=${n * 1_100_000}-` : n)),
    );
  });

  it('sends the tag of what it has, if that is a strong one, and starts again where the file is another', async () => {
    const strong = rangeMirror(content, { etag: '"a"', cutAfter: (count) => (count === 0 ? 1000 : undefined) });
    expect(isContent((await run(strong.answer)).sink)).toBe(true);
    expect(strong.asked[1]).toMatchObject({ range: 'bytes=1000-', ifRange: '"a"' });
    const weak = rangeMirror(content, { etag: 'W/"a"', cutAfter: (count) => (count === 0 ? 1000 : undefined) });
    await run(weak.answer);
    expect(weak.asked[1]).toMatchObject({ range: 'bytes=1000-', ifRange: undefined });
  });

  it.each<[string, RequestListener]>([
    ['knows no ranges', serve(content)],
    [
      'refuses the range',
      rangeMirror(content, { instead: (count, _, response) => count === 0 && refuse(response) }).answer,
    ],
    ['sends another range', withRange(`bytes 5-${content.length - 1}/${content.length}`)],
    ['says nothing of the range', withRange(undefined)],
    ['says nonsense of the range', withRange('bytes 100-5/7')],
    ['sends the range packed', withRange(`bytes 1000-${content.length - 1}/${content.length}`, 'gzip')],
  ])('starts again where a server %s', async (_, answer) => {
    const { sink, resumed } = await run(answer, {}, 1000);
    expect([isContent(sink), resumed]).toEqual([true, false]);
  });

  it('needs nothing of the server for what is whole, and only that it is, where the length is not known', async () => {
    const server = rangeMirror(content);
    expect(await run(server.answer, {}, content.length)).toMatchObject({ resumed: true });
    expect(server.asked).toEqual([]);
    const unknown = await run(server.answer, { expected: undefined }, content.length);
    expect([isContent(unknown.sink), ranges(server)]).toEqual([true, [`bytes=${content.length}-`]]);
  });

  it('starts again where the rest is of a file of another length', async () => {
    const shorter = content.subarray(0, -1);
    const server = rangeMirror(shorter, {
      instead: (count, _, response) => {
        if (count > 0) return false;
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 1000));
        setTimeout(() => response.destroy(), 20);
        return true;
      },
    });
    const { sink } = await run(server.answer, { expected: undefined });
    expect(ranges(server)).toEqual([undefined, 'bytes=1000-', undefined]);
    expect(Buffer.compare(sink.bytes(), shorter)).toBe(0);
  });

  it('takes no more bytes than there are', async () => {
    const endless: RequestListener = (_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(content.subarray(0, 10_000), () => setImmediate(more));
      };
      more();
    };
    await expect(run(endless)).rejects.toThrow(`sends more than ${content.length} bytes`);
    await expect(run(serve(content.subarray(1)))).rejects.toThrow(/expected 200000 bytes, and the server has 199999/);
  });

  it('takes what was packed on the way as it is, and never goes on in the middle of it', async () => {
    const { gzipSync } = await import('node:zlib');
    const packed = gzipSync(content);
    let count = 0;
    const encoded: RequestListener = (request, response) => {
      expect(request.headers.range).toBeUndefined();
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      if (count++ > 0) return void response.end(packed);
      response.write(packed.subarray(0, packed.length >> 1));
      setTimeout(() => response.destroy(), 20);
    };
    expect(isContent((await run(encoded)).sink)).toBe(true);
    expect(count).toBe(2);
  });

  it('follows a redirect, and notices one that goes in a circle', async () => {
    const server = rangeMirror(content);
    const target = await mirror(server.answer);
    const { sink } = await run(
      (_request, response) => response.writeHead(302, { location: `${target}x` }).end(),
      {},
      7,
    );
    expect([isContent(sink), ranges(server)]).toEqual([true, ['bytes=7-']]);
    let asked = 0;
    const circle: RequestListener = (_request, response) => {
      asked++;
      response.writeHead(302, { location: '/again' }).end();
    };
    await expect(run(circle)).rejects.toThrow('fetch failed');
    // As many as fetch follows, once: asking again would change nothing.
    expect(asked).toBe(21);
  });
});

function refuse(response: { writeHead: (code: number) => { end: () => unknown } }): boolean {
  response.writeHead(416).end();
  return true;
}

/** A server whose answer to a range says something else than it should, and which is right otherwise. */
function withRange(contentRange: string | undefined, encoding?: string): RequestListener {
  return (request, response) => {
    if (request.headers.range === undefined) return serve(content)(request, response);
    if (contentRange !== undefined) response.setHeader('content-range', contentRange);
    if (encoding !== undefined) response.setHeader('content-encoding', encoding);
    response.writeHead(206).end(content.subarray(1000));
  };
}
