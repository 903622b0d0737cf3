import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requireNode } from '../src/storage/node-builtins.ts';
import { readListed, readManifest } from '../src/storage/unpacked-folder.ts';
import { bundled, type Program, start } from './programs.ts';
import { unlike } from './range-mirror.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { UnpackOrder } from './unpack-script.ts';

const KILLS = process.env.GRADLAB_STRESS === '1' ? 100 : 3;
const node = requireNode('test');
const content = unlike(500_000);
const names = Array.from({ length: 8 }, (_, i) => `batch-${i}.bin`);

let script: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => {
  script = await bundled('./unpack-script.ts');
});
afterAll(() => script.remove());
const unpacking = (order: UnpackOrder): Program => start(script.path, order);

/** How many of the files are there, each of which must be whole. */
async function wholeFiles(folder: string): Promise<number> {
  const manifest = await readManifest(node, folder, 'x');
  if (manifest !== undefined) {
    for (const name of names) {
      expect(Buffer.compare(await readListed(node, folder, manifest, name), content)).toBe(0);
    }
  }
  const found = (await readdir(folder)).filter((name) => name.endsWith('.bin'));
  for (const name of found) expect(Buffer.compare(await node.fs.readFile(join(folder, name)), content)).toBe(0);
  return found.length + (manifest === undefined ? 0 : 1);
}

it(`programs that unpack leave no half file and no manifest without its files when they are killed, ${KILLS} times`, async () => {
  const root = await temporaryFolder();
  const archive = join(root, 'x.tar.gz');
  const entries = names.map((name) => ({ header: { name, size: content.length }, body: content }));
  await writeFile(archive, gzipSync(await packTar(entries), { level: 1 }));
  const took = await timeOfARun({ archive, folder: join(root, 'first') });
  const seen: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const order = { archive, folder: join(root, `kill-${kill}`) };
    await mkdir(order.folder);
    const victim = unpacking(order);
    await new Promise((resolve) => victim.child.stdout?.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, 1.1 * took * ((kill * 0.6180339887) % 1)));
    victim.child.kill('SIGKILL');
    await victim.ended;
    seen.push(await wholeFiles(order.folder));
    const both = await Promise.all([unpacking(order).ended, unpacking(order).ended]);
    for (const { code, errors } of both) expect([code, errors]).toEqual([0, '']);
    expect(await wholeFiles(order.folder)).toBe(names.length + 1);
  }
  console.log(`killed ${KILLS} times, with so many files there: ${seen.sort((a, b) => a - b).join(' ')}`);
  // Kills that all came too early or too late would show nothing.
  expect(new Set(seen).size).toBeGreaterThan(1);
}, 600_000);

/** Milliseconds from its first word to its end. */
async function timeOfARun(order: UnpackOrder): Promise<number> {
  const run = unpacking(order);
  await new Promise((resolve) => run.child.stdout?.once('data', resolve));
  const begun = performance.now();
  expect((await run.ended).code).toBe(0);
  return performance.now() - begun;
}
