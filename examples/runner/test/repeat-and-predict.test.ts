import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticDigits } from '@gradlab/datasets';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, finished, startCli } from './cli-process.ts';

let root: string;
const run = (...args: string[]): Promise<Ended> => finished(startCli(root, args));

// One run of five epochs serves all tests: enough for the tiny network to know more of a digit than nothing.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-cli-'));
  const { code } = await run('mnist-cnn', '--only', 'B-K-tiny', '--epochs', '5', '--out', '.');
  expect(code).toBe(0);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const METRICS = join('mnist-cnn', 'metrics.json');
const WEIGHTS = join('mnist-cnn', 'weights-b-k-tiny.safetensors');

describe('repeat', () => {
  it('runs what was recorded again, and finds the same', async () => {
    const { code, stdout } = await run('repeat', METRICS, '--out', 'again');
    expect(stdout).toMatch(/The same: all \d{2,} numbers are equal, bit for bit\./);
    expect(code).toBe(0);
  });

  it('says which numbers are not the same, and ends with 1 unless they are near enough', async () => {
    const text = await readFile(join(root, METRICS), 'utf8');
    const altered = text.replace(/"ours": (0\.\d+)/, (_, ours: string) => `"ours": ${Number(ours) * 1.001}`);
    expect(altered).not.toBe(text);
    await writeFile(join(root, 'altered.json'), altered);
    const strict = await run('repeat', 'altered.json', '--out', 'again');
    expect(strict.stdout).toMatch(/Not the same\. Of \d+ numbers 1 differ; .*comparisons\.0\.ours: /s);
    expect(strict.code).toBe(1);
    const lenient = await run('repeat', 'altered.json', '--out', 'again', '--tolerance', '0.01');
    expect(lenient.stdout).toContain('That is within the tolerance of 0.01.');
    expect(lenient.code).toBe(0);
  });

  it.each([
    ['{', 'it is no JSON'],
    ['{"experiment":"a"}', 'it has no request'],
    ['[1]', 'it has no experiment'],
  ])('refuses %s', async (text, message) => {
    await writeFile(join(root, 'bad.json'), text);
    const { code, stderr } = await run('repeat', 'bad.json');
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});

describe('a recorded request that cannot be run', () => {
  it.each([
    [{ only: ['B-Z'] }, 'is of mnist-cnn B-Z, which is no part of it here'],
    [{ only: 'B-K-tiny' }, 'it has no list of parts in its request'],
    [{ epochs: -1 }, 'it has no epochs in its request that could be run'],
    [{ seed: 0.5 }, 'it has no seed in its request'],
  ])('%j is refused', async (changes, message) => {
    const metrics = JSON.parse(await readFile(join(root, METRICS), 'utf8'));
    const altered = { ...metrics, request: { ...metrics.request, ...changes } };
    await writeFile(join(root, 'bad.json'), JSON.stringify(altered));
    const { code, stderr } = await run('repeat', 'bad.json', '--out', 'again');
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});

describe('predict', () => {
  const PAPER = 225;

  /** Digits as somebody would photograph them: dark on grey paper, off centre, ten times as large. */
  async function writePicture(name: string, { data }: { readonly data: ArrayLike<number> }): Promise<void> {
    const grey = Uint8Array.from(data, (ink) => PAPER - 0.8 * ink);
    const margin = { top: 20, bottom: 90, left: 130, right: 10 };
    await sharp(grey, { raw: { width: 28, height: 28, channels: 1 } })
      .resize(280, 280)
      .extend({ ...margin, background: { r: PAPER, g: PAPER, b: PAPER } })
      .toFile(join(root, name));
  }

  it("classifies pictures of one's own, whatever the paper and the place on it", async () => {
    const digits = syntheticDigits({ size: 12, seed: 99 });
    const names = Array.from({ length: 12 }, (_, i) => `${i}-is-${digits.y.data[i]}.${i % 2 === 0 ? 'png' : 'jpg'}`);
    for (const [i, name] of names.entries()) {
      await writePicture(name, { data: digits.x.data.slice(784 * i, 784 * (i + 1)) });
    }
    const { code, stdout } = await run('predict', '--weights', WEIGHTS, ...names);
    expect(code).toBe(0);
    const right = [...stdout.matchAll(/-is-(\d)\.\w+\s*│ (\d)/g)].filter(([, is, guess]) => is === guess);
    // Guessing would have one or two right.
    expect(right.length).toBeGreaterThanOrEqual(6);
  });

  it('says what is wrong with a picture and classifies the others', async () => {
    await writePicture('blank.png', { data: new Uint8Array(784) });
    await writePicture('stroke.webp', { data: Uint8Array.from({ length: 784 }, (_, i) => (i % 28 === 14 ? 255 : 0)) });
    await writeFile(join(root, 'text.png'), 'text');
    const whiteOnNothing = Uint8Array.from({ length: 784 * 4 }, (_, i) => ((i >> 2) % 28 === 14 ? 255 : 0));
    await sharp(whiteOnNothing, { raw: { width: 28, height: 28, channels: 4 } }).toFile(join(root, 'chalk.png'));
    const { code, stdout, stderr } = await run(
      'predict',
      '--weights',
      WEIGHTS,
      'blank.png',
      'text.png',
      'absent.png',
      'stroke.webp',
      'chalk.png',
    );
    expect(stderr).toContain('blank.png: there is no digit on it');
    expect(stderr).toMatch(/text\.png: .*format/);
    expect(stderr).toContain('absent.png: ENOENT');
    expect(stdout).toContain('stroke.webp');
    expect(stdout).toContain('chalk.png');
    expect(code).toBe(1);
  });

  it('refuses what are no weights of an experiment', async () => {
    const { code, stderr } = await run('predict', '--weights', METRICS, 'a.png');
    expect(stderr).toContain(`${join(root, METRICS)} must be a safetensors file of weights: `);
    expect(code).toBe(1);
    expect((await run('predict', 'a.png')).stderr).toContain("required option '--weights <file>' not specified");
  });
});
