import { gzipSync } from 'node:zlib';
import { encodeIdx, syntheticDigits } from '@gradlab/datasets';
import { findChromium } from '@gradlab-internal/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  drawWithMouse,
  logitsOf,
  ONE,
  SEVEN,
  startTraining,
  untilAnnounced,
  untilError,
  untilStatus,
} from './drawn-page.ts';
import { type OpenDigits, openDigits } from './open-digits.ts';

const chromium = findChromium();

/** In the page itself, so that it is in time however busy the machine is. */
async function pressStopAtFirstProgress(page: Page): Promise<void> {
  await page.$eval('#readout-loss', (loss) => {
    const observer = new MutationObserver(() => {
      if (loss.textContent === '–') return;
      observer.disconnect();
      document.querySelector<HTMLButtonElement>('#pause')?.click();
    });
    observer.observe(loss, { childList: true, characterData: true, subtree: true });
  });
}

describe.skipIf(chromium === undefined)('training in Chromium', () => {
  let open: OpenDigits;
  let page: Page;
  beforeAll(async () => {
    open = await openDigits(chromium ?? '');
    page = await open.newPage();
  });
  afterAll(() => open?.close());

  it('shows how it goes, and recognises a drawn 1 and 7', async () => {
    expect(await page.textContent('#backend')).toMatch(/^wasm on CPU, .* SIMD, 1 thread, TensorFlow.js 4\.22\.0$/);
    await startTraining(page, { digits: '2000', epochs: '3', seed: '1' });
    const trained = await untilStatus(page, /^Trained\./);
    expect(trained).toMatch(/^Trained\. Epoch 3 of 3: \d+\.\d% of the digits held out are right, loss \d\.\d{3}\.$/);
    // A network that had learnt nothing would have a tenth right. The same seed gives the same digits and weights everywhere.
    expect(Number(/([\d.]+)%/.exec(trained)?.[1])).toBeGreaterThan(85);
    expect(await page.textContent('#readout-epoch')).toBe('3 of 3');
    expect(await page.textContent('#readout-speed')).toMatch(/^[\d,]+$/);
    // The last chart is drawn after the last words.
    await page.waitForSelector('#accuracy-chart img[alt^="Accuracy. "][alt*="training"][alt*="validation"]');

    await drawWithMouse(page, ONE);
    await untilAnnounced(page, /like a 1 \(/);
    await drawWithMouse(page, SEVEN);
    const announced = await untilAnnounced(page, /like a 7 \(/);
    expect(await page.textContent('#prediction')).toBe(announced);
  });

  it('shows what each convolution sees, and what the network says', async () => {
    const titles = await page.$$eval('#feature-maps h3', (all) => all.map(({ textContent }) => textContent));
    expect(titles).toEqual(['conv1: 2 maps of 28×28', 'conv2: 4 maps of 14×14']);
    const maps = await page.$$eval('#feature-maps canvas', (all) => {
      return all.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const picture = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height);
        return { label: canvas.getAttribute('aria-label'), width, shades: new Set(picture?.data).size };
      });
    });
    expect(maps.map(({ width }) => width)).toEqual([28, 28, 14, 14, 14, 14]);
    expect(maps[5]?.label).toMatch(/^conv2, channel 4: answers from −?\d+\.\d\d to −?\d+\.\d\d$/);
    for (const { shades } of maps) expect(shades).toBeGreaterThan(5);
    const shares = await page.$$eval('data.probability', (cells) =>
      cells.map((cell) => Number(cell.getAttribute('value'))),
    );
    // Ten shares of one, each rounded to float32.
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });

  it('stops and goes on to the same numbers', async () => {
    const readout = async () => [await page.textContent('#readout-epoch'), await page.textContent('#readout-loss')];
    const logits: number[][] = [];
    for (const stop of [false, true]) {
      if (stop) await pressStopAtFirstProgress(page);
      await startTraining(page, { digits: '1500', epochs: '2', seed: '5' });
      if (stop) {
        await untilStatus(page, /^Stopped\./);
        const before = await readout();
        expect(before[0]).toBe('1 of 2');
        // Long enough for dozens of updates.
        await page.waitForTimeout(300);
        expect(await readout()).toEqual(before);
        expect(await page.textContent('#pause')).toBe('Continue');
        await page.click('#pause');
      }
      await untilStatus(page, /^Trained\./);
      await drawWithMouse(page, SEVEN);
      await untilAnnounced(page, /like a \d/);
      logits.push(await logitsOf(page));
    }
    expect(logits[1]).toEqual(logits[0]);
    expect(logits[0]?.every(Number.isFinite)).toBe(true);
  });

  it('starts over while it runs', async () => {
    await startTraining(page, { digits: '1000', epochs: '100' });
    await untilStatus(page, /^(Training|Epoch)/);
    await startTraining(page, { digits: '200', epochs: '1' });
    expect(await untilStatus(page, /^Trained\./)).toContain('Epoch 1 of 1');
  });

  it('trains on the files of MNIST, and says which one is missing', async () => {
    const digits = syntheticDigits({ size: 240, seed: 2 });
    const file = (name: string, idx: Uint8Array) => ({
      name,
      mimeType: 'application/gzip',
      buffer: gzipSync(idx),
    });
    const { data } = digits.x;
    const images = file('train-images-idx3-ubyte.gz', encodeIdx({ shape: [240, 28, 28], data: Uint8Array.from(data) }));
    const labels = file(
      'train-labels-idx1-ubyte.gz',
      encodeIdx({ shape: [240], data: Uint8Array.from(digits.y.data) }),
    );
    await page.click('summary');
    await page.setInputFiles('#mnist-files', [images]);
    await startTraining(page, { digits: '60000', epochs: '1' });
    expect(await untilError(page)).toBe(
      'The training failed: MNIST files: train-labels-idx1-ubyte.gz must be among them, got train-images-idx3-ubyte.gz',
    );
    await page.setInputFiles('#mnist-files', [images, labels]);
    await page.click('#train');
    // So short a training may have passed the words with which it began.
    await untilStatus(page, /^Trained\./);
    expect(await page.textContent('#readout-data')).toBe('200 digits of the files');
    await page.setInputFiles('#mnist-files', []);
  });

  it('says why a training failed, and trains again', async () => {
    await startTraining(page, { digits: '200', 'learning-rate': '1e30' });
    expect(await untilError(page)).toMatch(/^The training failed: fit: the loss must stay finite/);
    expect(await page.textContent('#status')).toBe('No training is under way.');
    expect(await page.textContent('#train')).toBe('Train');
    await drawWithMouse(page, ONE);
    await untilAnnounced(page, /^The network answers with no numbers/);
    expect(await logitsOf(page)).toEqual(new Array(10).fill(Number.NaN));
    await startTraining(page, { digits: '200', 'learning-rate': '0.005' });
    await untilStatus(page, /^Trained\./);
    expect(await page.isHidden('#error')).toBe(true);
    expect(open.complaints).toEqual([]);
  });

  it('says so where the worker cannot be loaded', async () => {
    const alone = await open.newPage();
    await alone.route(/worker/, (route) => route.abort());
    await alone.reload();
    expect(await untilError(alone)).toBe('The worker failed; load the page again: its script could not be loaded');
  });
});
