import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedFile } from '../src/fetching/published-file.ts';
import type { FetchOrder } from './fetch-script.ts';
import { mirror } from './mirror.ts';
import { bundled, type Ended, type Program, start } from './programs.ts';
import { type RangeMirror, rangeMirror, unlike } from './range-mirror.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = process.env.GRADLAB_STRESS === '1' ? 100 : 6;
const content = unlike(600_000);
const plain: PublishedFile = {
  name: 'archive.bin',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const packed: PublishedFile = { ...plain, name: 'archive', packed: 'gzip' };
const served = { plain: content, packed: gzipSync(content, { level: 0 }) };

let script: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  script = await bundled('./fetch-script.ts');
});
afterAll(() => script.remove());

const fetching = (order: FetchOrder): Program => start(script.path, order);
const slow = (bytes: Uint8Array): RangeMirror => rangeMirror(bytes, { drip: { bytes: 40_000, pause: 10 } });
/** One that sends nothing after its first piece until it is released, so that a program can be met half-way. */
function held(bytes: Uint8Array): RangeMirror & { release(): void } {
  let release: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  return Object.assign(rangeMirror(bytes, { drip: { bytes: 40_000, pause: 10 }, hold }), { release: () => release() });
}
const partialIn = async (folder: string): Promise<number> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.part'));
  // Between the listing and this a program may have given the file its final name.
  const sizeOf = (name: string): Promise<number> =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  const sizes = await Promise.all(names.map(sizeOf));
  return Math.max(0, ...sizes);
};
/** Whether the file is there; it must not be if it is not the published one. */
async function isThere(folder: string, { name }: PublishedFile): Promise<boolean> {
  const found = await readFile(join(folder, name)).catch(() => undefined);
  if (found !== undefined) expect(Buffer.compare(found, content)).toBe(0);
  return found !== undefined;
}

describe('programs that fetch a file', () => {
  it(`leave the cache right when they are killed, ${KILLS} times, and the next one goes on`, async () => {
    const count = { absent: 0, partial: 0, whole: 0, resumed: 0 };
    const took = await timesOfARun();
    for (let kill = 0; kill < KILLS; kill++) {
      const [file, bytes] = kill % 2 === 0 ? [plain, served.plain] : [packed, served.packed];
      const server = slow(bytes);
      const order: FetchOrder = { folder: await temporaryFolder(), file, mirrors: [await mirror(server.answer)] };
      const victim = fetching(order);
      // Moments spread evenly and without order, over the transfer and a little beyond; each fourth over the start of Node too.
      const atStart = kill % 4 === 3;
      if (!atStart) await eventually(() => server.asked.length > 0);
      const moment = 1.15 * (atStart ? took.all : took.transfer) * ((kill * 0.6180339887) % 1);
      const timer = setTimeout(() => victim.child.kill('SIGKILL'), moment);
      await victim.ended;
      clearTimeout(timer);
      const done = await isThere(order.folder, file);
      const left = await partialIn(order.folder);
      count[done ? 'whole' : left > 0 ? 'partial' : 'absent']++;
      const before = server.asked.length;
      const next = await fetching(order).ended;
      expect(next).toMatchObject({ code: 0, errors: '' });
      expect(await isThere(order.folder, file)).toBe(true);
      expect(await readdir(order.folder)).toEqual([file.name]);
      const [asked] = server.asked.slice(before);
      if (!done && left > 0 && left < bytes.length) {
        expect(asked?.range).toBe(`bytes=${left}-`);
        count.resumed++;
      }
    }
    console.log(`killed ${KILLS} times: ${JSON.stringify(count)}`);
    expect(count.absent + count.partial + count.whole).toBe(KILLS);
    expect(count.resumed).toBeGreaterThan(0);
  }, 300_000);

  it('share one download: each byte is sent once', async () => {
    const server = slow(content);
    const order: FetchOrder = { folder: await temporaryFolder(), file: plain, mirrors: [await mirror(server.answer)] };
    const ended = await Promise.all(Array.from({ length: 3 }, () => fetching(order).ended));
    for (const { code, output } of ended) expect([code, output]).toEqual([0, join(order.folder, plain.name)]);
    expect([server.asked.length, server.sent]).toEqual([1, content.length]);
    expect(await readdir(order.folder)).toEqual([plain.name]);
  }, 60_000);

  it('take over from one that is killed while they wait', async () => {
    const server = held(content);
    const order: FetchOrder = { folder: await temporaryFolder(), file: plain, mirrors: [await mirror(server.answer)] };
    const victim = fetching(order);
    await goingOn(order.folder);
    const waiting = [fetching(order), fetching(order)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    victim.child.kill('SIGKILL');
    server.release();
    for (const { ended } of waiting) expect((await ended).code).toBe(0);
    expect(await isThere(order.folder, plain)).toBe(true);
    // One for each that had to ask at all, and the second goes on where the first was stopped, or the file was done.
    expect(server.asked.length).toBeLessThanOrEqual(2);
    if (server.asked.length === 2) expect(server.asked[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
  }, 60_000);

  it.skipIf(process.platform === 'win32')(
    'end at Ctrl-C as any program does, and hear it if they listen',
    async () => {
      const folder = await temporaryFolder();
      const server = held(content);
      const order: FetchOrder = { folder, file: plain, mirrors: [await mirror(server.answer)] };
      const stopped = fetching(order);
      await goingOn(folder);
      stopped.child.kill('SIGINT');
      expect(await stopped.ended).toMatchObject({ code: null, signal: 'SIGINT' });
      expect(await isThere(folder, plain)).toBe(false);
      const listening = fetching({ ...order, listens: true });
      await goingOn(folder);
      listening.child.kill('SIGINT');
      server.release();
      const { code, output }: Ended = await listening.ended;
      expect([code, output]).toEqual([0, `heard${join(folder, plain.name)}`]);
    },
    60_000,
  );
});

async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** How long a whole run takes on this machine, with the start of Node and without, in milliseconds. */
async function timesOfARun(): Promise<{ all: number; transfer: number }> {
  const server = slow(content);
  const begun = performance.now();
  const run = fetching({ folder: await temporaryFolder(), file: plain, mirrors: [await mirror(server.answer)] });
  await eventually(() => server.asked.length > 0);
  const asked = performance.now();
  expect((await run.ended).code).toBe(0);
  return { all: performance.now() - begun, transfer: performance.now() - asked };
}

/** Resolves when a download in the folder has got further than it is. */
async function goingOn(folder: string): Promise<void> {
  const before = await partialIn(folder);
  while ((await partialIn(folder)) <= before) await new Promise((resolve) => setTimeout(resolve, 5));
}
