import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { IMPATIENT, QUICK } from '../../test/quick.ts';
import { rangeMirror } from '../../test/range-mirror.ts';
import { content, isContent, ranges, run } from '../../test/transferring.ts';
import { MemorySink } from './byte-sink.ts';
import { transfer } from './transfer.ts';

describe('transfer', () => {
  it('gives up after as many attempts in a row as it has patience for', async () => {
    const server = rangeMirror(content, { cutAfter: () => 100 });
    await expect(run(server.answer)).rejects.toThrow(/terminated/);
    expect(ranges(server)).toEqual([undefined, 'bytes=100-', 'bytes=200-']);
  });

  it.each([500, 502, 503, 408, 429])('asks again after HTTP %i', async (code) => {
    const server = rangeMirror(content, { fail: { code, times: 2 } });
    expect(isContent((await run(server.answer)).sink)).toBe(true);
    expect(server.asked).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 410, 304, 204])('does not ask again after HTTP %i', async (code) => {
    const server = rangeMirror(content, { fail: { code } });
    await expect(run(server.answer)).rejects.toThrow(`HTTP ${code}`);
    expect(server.asked).toHaveLength(1);
  });

  it('waits as long as a server asks for, and not for one that asks for more than it has patience for', async () => {
    const waits = [
      { after: () => '1', least: 950 },
      // A date has whole seconds: one of up to two seconds ahead is at least one ahead.
      { after: () => new Date(Date.now() + 2000).toUTCString(), least: 900 },
    ];
    for (const { after, least } of waits) {
      const server = rangeMirror(content, { fail: { code: 429, headers: { 'retry-after': after() }, times: 1 } });
      const begun = performance.now();
      await run(server.answer);
      expect(performance.now() - begun).toBeGreaterThan(least);
    }
    const begun = performance.now();
    await expect(
      run(rangeMirror(content, { fail: { code: 503, headers: { 'retry-after': '3600' } } }).answer),
    ).rejects.toThrow('HTTP 503');
    expect(performance.now() - begun).toBeLessThan(60_000);
  });

  it('gives up a transfer that stalls, before or in the middle of the answer, and not one that is slow', async () => {
    const impatient = { patience: IMPATIENT };
    await expect(run(() => undefined, impatient)).rejects.toThrow('stalled: nothing came for 1 s');
    const stuck = rangeMirror(content, { drip: { bytes: 50_000, pause: 60_000 } });
    await expect(run(stuck.answer, impatient)).rejects.toThrow('stalled');
    expect(ranges(stuck)).toEqual([undefined, 'bytes=50000-']);
    const steady = rangeMirror(content, { drip: { bytes: 10_000, pause: 150 } });
    const begun = performance.now();
    expect(isContent((await run(steady.answer, impatient)).sink)).toBe(true);
    // Longer in all than a silence may be.
    expect(performance.now() - begun).toBeGreaterThan(2 * IMPATIENT.silence);
  }, 20_000);

  it.each(['not a url', 'nothing://here'])('does not ask again where it never can: %s', async (url) => {
    const options = {
      limit: 1,
      expected: 1,
      patience: { ...QUICK, firstPause: 10_000 },
      signal: undefined,
      onBytes() {},
    };
    await expect(transfer(url, new MemorySink(), options)).rejects.toThrow(TypeError);
  });

  it.each([
    ['before it asks', 0],
    ['while it waits for an answer', 1],
    ['while bytes come', 2],
    ['while it pauses', 3],
  ])('stops at once with the reason it is given %s', async (_, moment) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const stop = (): void => controller.abort(reason);
    const answer: RequestListener = (_request, response) => {
      if (moment === 1) stop();
      else if (moment === 2) response.write(content.subarray(0, 10));
      else {
        response.writeHead(503, { 'retry-after': '2' }).end();
        setTimeout(stop, 50);
      }
    };
    if (moment === 0) stop();
    const begun = performance.now();
    await expect(run(answer, { signal: controller.signal, onBytes: stop })).rejects.toBe(reason);
    // Less than the server asks to wait; how soon, a busy machine does not tell.
    expect(performance.now() - begun).toBeLessThan(1500);
  });
});
