import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, type OpenPage, openPage } from '@gradlab-internal/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MISTAKE_KINDS } from './kinds.ts';
import { type Mistake, mistakesPage } from './mistakes-page.ts';

const mistake = (index: number): Mistake => ({
  index,
  label: 'cat',
  prediction: 'dog',
  confidence: 0.9875,
  pixels: new Uint8Array(64 * 64 * 3).fill(10 * index),
});
const HOSTILE = '</script><img src=x onerror=alert(1)>';
const html = mistakesPage({ network: HOSTILE, key: 'test', mistakes: [3, 5, 8].map(mistake) });

describe('mistakesPage', () => {
  it('lets no text end the script, and nothing run but its own', () => {
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toMatch(
      /default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-[\w+/]{43}='/,
    );
    expect(html).not.toMatch(/https?:\/\//);
  });
});

const chromium = findChromium();

describe.skipIf(chromium === undefined)('in Chromium', () => {
  let folder: string;
  let open: OpenPage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlab-mistakes-'));
    await writeFile(join(folder, 'index.html'), html);
    open = await openPage(chromium ?? '', folder);
  }, 60_000);

  afterAll(async () => {
    await open?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const status = () => open.page.locator('#status').textContent();
  const chosen = () =>
    open.page
      .locator('select')
      .evaluateAll((all) => all.map((each) => (each as unknown as { readonly value: string }).value));

  async function saved(button: string): Promise<string> {
    const [download] = await Promise.all([open.page.waitForEvent('download'), open.page.click(button)]);
    return readFile(await download.path(), 'utf8');
  }

  it('shows the photos, is sorted by the keyboard alone, keeps the choices and saves them', async () => {
    const { page } = open;
    expect(await page.locator('#network').textContent()).toContain(HOSTILE);
    // As text: this project's types know no page.
    const pixel = await page.evaluate(
      "[...document.querySelectorAll('canvas')[1].getContext('2d').getImageData(63, 63, 1, 1).data]",
    );
    expect(pixel).toEqual([50, 50, 50, 255]);
    expect(await page.getByLabel('cat, seen as dog, sure to 98.8 %').count()).toBe(3);
    expect(await page.locator('select').first().locator('option').count()).toBe(1 + MISTAKE_KINDS.length);

    // The three buttons stand before the first list; a digit chooses and goes on.
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('6');
    await page.keyboard.press('1');
    expect(await chosen()).toEqual(['clutter', 'hidden', '']);
    expect(await status()).toBe('2 of 3 photos sorted.');

    await page.reload();
    expect(await chosen()).toEqual(['clutter', 'hidden', '']);
    await page.locator('select').nth(1).focus();
    await page.keyboard.press('0');
    await page.locator('select').nth(2).selectOption('hand');
    expect(await chosen()).toEqual(['clutter', '', 'hand']);
    expect(await page.locator('#counts tr').nth(4).textContent()).toMatch(/^hand.*1$/);

    expect(JSON.parse(await saved('#json'))).toEqual({
      network: HOSTILE,
      mistakes: [
        [3, 'clutter'],
        [5, null],
        [8, 'hand'],
      ].map(([index, kind]) => ({ index, label: 'cat', prediction: 'dog', confidence: 0.9875, kind })),
    });
    expect(await saved('#csv')).toBe(
      'index,label,prediction,confidence,kind\r\n3,cat,dog,0.9875,clutter\r\n5,cat,dog,0.9875,\r\n8,cat,dog,0.9875,hand\r\n',
    );

    page.once('dialog', (dialog) => dialog.accept());
    await page.click('#forget');
    expect(await chosen()).toEqual(['', '', '']);
    expect(open.complaints).toEqual([]);
  }, 60_000);

  it('says so where the browser keeps nothing', async () => {
    const { page } = open;
    await page.evaluate("Storage.prototype.setItem = () => { throw new Error('no room'); }");
    await page.locator('select').first().selectOption('several');
    expect(await status()).toContain('This browser keeps nothing');
  }, 60_000);
});
