import { findChromium } from '@gradlab-internal/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawWithMouse, ONE, padOf, startTraining, untilAnnounced, untilError, untilStatus } from './drawn-page.ts';
import { type OpenDigits, openDigits } from './open-digits.ts';

const chromium = findChromium();
const SHORT = { digits: '200', epochs: '1', seed: '1' };
const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no weights') };

/** Presses Stop when the worker has done all it had to, and the page has not yet heard of it. */
async function stopWhenDone(page: Page): Promise<void> {
  await page.$eval('#status', (status) => {
    const press = (): void => {
      const until = performance.now() + 500;
      while (performance.now() < until);
      document.querySelector<HTMLButtonElement>('#pause')?.click();
    };
    const observer = new MutationObserver(() => {
      if (!status.textContent?.startsWith('Epoch')) return;
      observer.disconnect();
      // In a task of its own: the worker waits for the answer to what it told.
      setTimeout(press);
    });
    observer.observe(status, { childList: true });
  });
}

describe.skipIf(chromium === undefined)('what happens at the same time in Chromium', () => {
  let open: OpenDigits;
  let page: Page;
  beforeAll(async () => {
    open = await openDigits(chromium ?? '');
    page = await open.newPage();
  });
  afterAll(() => open?.close());

  it('a Stop that comes too late changes nothing', async () => {
    await stopWhenDone(page);
    await startTraining(page, SHORT);
    expect(await untilStatus(page, /^Trained\./)).toMatch(/^Trained\. Epoch 1 of 1: /);
    // The worker answers in order: it has answered to the Stop, too.
    await drawWithMouse(page, ONE);
    await untilAnnounced(page, /like a \d/);
    expect(await page.getAttribute('#pause', 'data-state')).toBe('idle');
    expect(await page.textContent('#status')).toMatch(/^Trained\./);
  });

  it('a digit is announced, though the next stroke has begun', async () => {
    await page.click('#clear');
    await untilAnnounced(page, /^Draw a digit/);
    await page.$eval('#pad', (pad) => {
      pad.focus();
      // Down, up and down again, before the first dot is recognised.
      for (let i = 0; i < 3; i++) pad.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }));
    });
    await untilAnnounced(page, /^This looks like a \d/);
    // Of a pen that was put down and not moved.
    expect((await padOf(page)).filter((grey) => grey === 255).length).toBeGreaterThan(300);
  });

  it('an error stays while the training goes on', async () => {
    await startTraining(page, { ...SHORT, digits: '500', epochs: '100' });
    await untilStatus(page, /^Epoch/);
    await page.setInputFiles('#weights', notes);
    await untilError(page, /^notes\.txt was not loaded/);
    const [epoch] = /Epoch \d+ of/.exec((await page.textContent('#status')) ?? '') ?? [];
    await untilStatus(page, new RegExp(`Epoch (?!${epoch?.slice('Epoch '.length)})`));
    expect(await page.isVisible('#error')).toBe(true);
  });

  it('a file dropped before the worker is ready is refused', async () => {
    await page.route(/\.wasm|wasm-binary/, () => {});
    await page.reload();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['weights'], 'early.safetensors'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer }));
    });
    expect(await untilError(page)).toBe('early.safetensors was not loaded: the page is not ready yet');
  });

  it('without a complaint', () => {
    expect(open.complaints).toEqual([]);
  });
});
