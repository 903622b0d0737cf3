import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { timeless } from '@gradlab-examples/harness/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, finished, startCli } from './cli-process.ts';

// A run far longer than any test waits for; what is tested ends it earlier.
const LONG = ['mnist-mlp', '--epochs', '1000'];

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-cli-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const start = (args: readonly string[]): ChildProcess => startCli(root, args);
const run = (...args: string[]): Promise<Ended> => finished(start(args));

/** An IDX file of bytes: magic number, dimensions, data. */
function idx(shape: number[], bytes: number): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(0x800 + shape.length);
  shape.forEach((size, i) => {
    header.writeUInt32BE(size, 4 + 4 * i);
  });
  return gzipSync(Buffer.concat([header, Buffer.alloc(bytes)]));
}

async function writeMnist(folder: string, labels: number): Promise<void> {
  for (const part of ['train', 't10k']) {
    await writeFile(join(folder, `${part}-images-idx3-ubyte.gz`), idx([12, 28, 28], 12 * 784));
    await writeFile(join(folder, `${part}-labels-idx1-ubyte.gz`), idx([labels], labels));
  }
}

describe('the runner', () => {
  it('lists and explains', async () => {
    const list = await run('--list');
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toContain('mnist-mlp');
    expect(list.stdout).toContain('parts: A1-S, A1-H, A1-K, A3');
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const option of [
      '--profile',
      '--data',
      '--fresh',
      '--backend',
      '--epochs',
      '--seed',
      '--out',
      '--only',
      '--list',
    ]) {
      expect(help.stdout).toContain(option);
    }
  });

  it('runs on a folder of MNIST files and publishes its results', async () => {
    await writeMnist(root, 12);
    const { code, stdout, stderr } = await run(
      'mnist-mlp',
      '--data',
      '.',
      '--only',
      'A1-S',
      '--epochs',
      '1',
      '--out',
      'results',
    );
    expect(stdout).toContain('[4/4] A1-S Glorot uniform, as printed');
    expect(stderr.match(/^epoch 1\/1/gm)).toHaveLength(4);
    expect(code).toBe(0);
    expect(stdout).toContain(`Report: ${join(root, 'results', 'mnist-mlp', 'report.html')}`);
    const files = await readdir(join(root, 'results', 'mnist-mlp'));
    expect(files).toContain('report.html');
    expect(files.filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('bad input ends with a clear message and an exit code', () => {
  it.each([
    [['minst'], "there is no experiment 'minst'; there are: ift6135, mnist-mlp"],
    [['mnist-mlp', '--epochs', '0'], 'It must be an integer >= 1'],
    [['mnist-mlp', '--seed', 'x'], 'It must be an integer >= 0'],
    [['mnist-mlp', '--backend', 'gpu'], 'Allowed choices are auto, wasm, cuda, cpu'],
    [['mnist-mlp', '--only', 'A9'], "--only must name parts of mnist-mlp (A1-S, A1-H, A1-K, A3), got 'A9'"],
    [['describe', 'vgg16', '--input', '32xx3'], 'It must be sizes >= 1 joined by x'],
    [['describe', 'vgg16', '--input', '8x8x3'], 'vgg16 does not describe a network that can be built\n  because: '],
    [['mnist-mlp', '--fast'], "unknown option '--fast'"],
    [['mnist-mlp', '--data', ''], 'It must not be empty'],
    [['mnist-mlp', '--out', ''], 'It must not be empty'],
    [['mnist-mlp', '--data', 'downlaod'], '--data takes synthetic, download or a folder, and there is no folder'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(code).not.toBe(0);
  });

  it('a folder without the files', async () => {
    const { code, stderr } = await run('mnist-mlp', '--data', root);
    expect(stderr).toContain('train-images-idx3-ubyte');
    expect(code).not.toBe(0);
    const absent = await run('mnist-mlp', '--data', join(root, 'absent'));
    expect(absent.stderr).toContain(join(root, 'absent'));
    expect(absent.code).not.toBe(0);
  });

  it('a truncated .gz', async () => {
    await writeMnist(root, 12);
    await truncate(join(root, 'train-images-idx3-ubyte.gz'), 20);
    const { code, stderr } = await run('mnist-mlp', '--data', root);
    expect(stderr).toContain('train-images-idx3-ubyte.gz');
    expect(stderr).toContain('not a whole gzip file');
    expect(code).not.toBe(0);
  });

  it('labels of another length than the images', async () => {
    await writeMnist(root, 11);
    const { code, stderr } = await run('mnist-mlp', '--data', root);
    expect(stderr).toContain('train-labels-idx1-ubyte.gz');
    expect(stderr).toContain('12');
    expect(stderr).toContain('11');
    expect(code).not.toBe(0);
  });

  it('CUDA without its package', async () => {
    const { code, stderr } = await run('mnist-mlp', '--backend', 'cuda');
    expect(stderr).toContain('npm install @tensorflow/tfjs-node-gpu');
    expect(code).not.toBe(0);
  });

  it('an --out that cannot be written to', async () => {
    await writeFile(join(root, 'file'), '');
    const { code, stderr } = await run('mnist-mlp', '--out', 'file/inside');
    expect(stderr).toContain(`--out: ${join(root, 'file/inside/mnist-mlp')} must be a folder that can be written to`);
    expect(code).not.toBe(0);
  });
});

describe.skipIf(process.platform === 'win32')('a reader of standard output that goes away', () => {
  it('does not keep the results from being written', async () => {
    await writeMnist(root, 12);
    const child = start(['mnist-mlp', '--data', '.', '--only', 'A1-S', '--epochs', '1', '--out', '.']);
    const end = finished(child);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect((await end).code).toBe(0);
    const files = await readdir(join(root, 'mnist-mlp'));
    expect(files).toContain('report.html');
    expect(files.filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a run that is killed', () => {
  const PARTS = ['mnist-cnn', '--only', 'B-K-tiny', '--epochs', '4', '--out'];
  const metricsIn = async (out: string) =>
    timeless(JSON.parse(await readFile(join(root, out, 'mnist-cnn', 'metrics.json'), 'utf8'))) as object;

  it('goes on where it was, and ends with the numbers of one that was not', async () => {
    expect((await run(...PARTS, 'whole')).code).toBe(0);
    const child = start([...PARTS, 'killed']);
    const end = finished(child);
    // Two epochs are over and the third is being computed.
    child.stderr?.on('data', (text) => {
      if (String(text).includes('epoch 2/4')) child.kill('SIGKILL');
    });
    expect((await end).code).toBeNull();
    const { code, stdout, stderr } = await run(...PARTS, 'killed');
    expect(stdout).toContain('b-k-tiny: goes on where it was cut short');
    expect(stderr).not.toContain('epoch 1/4');
    expect(stderr).toContain('epoch 4/4');
    expect(code).toBe(0);
    expect({ ...(await metricsIn('killed')), command: '' }).toEqual({ ...(await metricsIn('whole')), command: '' });
    expect((await readdir(join(root, 'killed', 'mnist-cnn'))).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it('ends cleanly, leaving an earlier report as it was and nothing half-written', async () => {
    await mkdir(join(root, 'mnist-mlp'));
    await writeFile(join(root, 'mnist-mlp', 'report.html'), 'earlier');
    const child = start([...LONG, '--out', '.']);
    const end = finished(child);
    // The first epoch is over and the second is being computed.
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { code, stderr } = await end;
    expect(stderr).toContain(
      'Interrupted: what was not finished has left no result. The same command goes on where it was.',
    );
    expect(code).toBe(130);
    expect((await readdir(join(root, 'mnist-mlp'))).sort()).toEqual(['.parts', 'report.html']);
    expect(await readFile(join(root, 'mnist-mlp', 'report.html'), 'utf8')).toBe('earlier');
  });
});
