import { createRequire } from 'node:module';
import { findChromium } from '@gradlab-internal/browser';
import type { AxeResults } from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE, placed, startTraining, untilAnnounced, untilError, untilStatus } from './drawn-page.ts';
import { type OpenDigits, openDigits } from './open-digits.ts';

declare const axe: { run(): Promise<AxeResults> };

const chromium = findChromium();
const SHORT = { digits: '2000', epochs: '3', seed: '1' };

/** What the rules of axe find wrong with names, roles, contrast and the like. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** Goes on with Tab to an element; the focus must be seen at each on the way. */
async function tabTo(page: Page, id: string): Promise<string[]> {
  const passed: string[] = [];
  while (passed.at(-1) !== id && passed.length < 20) {
    await page.keyboard.press('Tab');
    const { name, seen } = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      return { name: focused.id || focused.tagName, seen: getComputedStyle(focused).outlineStyle === 'solid' };
    });
    expect(seen, `the focus on ${name} is seen`).toBe(true);
    passed.push(name);
  }
  return passed;
}

const penOf = (page: Page) =>
  page.$eval('#pen', (pen) => [(pen as HTMLElement).style.left, (pen as HTMLElement).style.top]);

const widthsOf = (page: Page) =>
  page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);

async function touchOne(page: Page, finger: CDPSession): Promise<void> {
  const [[down, up] = []] = await placed(page, ONE);
  if (down === undefined || up === undefined) throw new Error('a stroke has two ends');
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [down]);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', [{ x: down.x + share * (up.x - down.x), y: down.y + share * (up.y - down.y) }]);
  }
  await touch('touchEnd', []);
}

describe.skipIf(chromium === undefined)('access in Chromium', () => {
  let open: OpenDigits;
  beforeAll(async () => {
    open = await openDigits(chromium ?? '');
  });
  afterAll(() => open?.close());

  it('trains and draws with the keyboard alone', async () => {
    const page = await open.newPage({ reducedMotion: 'reduce' });
    expect(await tabTo(page, 'digits')).toEqual(['network', 'digits']);
    await page.keyboard.type(SHORT.digits);
    await tabTo(page, 'epochs');
    await page.keyboard.type(SHORT.epochs);
    expect(await tabTo(page, 'train')).toEqual(['learning-rate', 'seed', 'SUMMARY', 'train']);
    await page.keyboard.press('Enter');
    await untilStatus(page, /^Trained\./);
    expect(await tabTo(page, 'pad')).toEqual(['pause', 'weights', 'pad']);
    expect(await page.isVisible('#pen')).toBe(true);
    await press(page, 'ArrowUp', 9);
    await page.keyboard.press('Space');
    expect(await page.textContent('#pen-state')).toBe('Pen down');
    await press(page, 'ArrowDown', 18);
    await page.keyboard.press('Space');
    await untilAnnounced(page, /like a 1 \(/);
    const [left, top] = await penOf(page);
    await page.keyboard.down('ArrowLeft');
    await page.keyboard.down('ArrowUp');
    const [leftThen, topThen] = await penOf(page);
    // The second key moves the pen along both axes.
    expect(Number.parseFloat(left ?? '') - Number.parseFloat(leftThen ?? '')).toBeCloseTo(200 / 28, 1);
    expect(Number.parseFloat(top ?? '') - Number.parseFloat(topThen ?? '')).toBeCloseTo(100 / 28, 1);
    await page.keyboard.up('ArrowLeft');
    await page.keyboard.up('ArrowUp');
    await page.keyboard.press('Delete');
    await untilAnnounced(page, /^Draw a digit/);
    expect(await tabTo(page, 'clear')).toEqual(['clear']);
    await page.close();
  });

  it('fits a telephone, and a finger draws', async () => {
    const page = await open.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    expect(await widthsOf(page)).toEqual([360, 360]);
    await startTraining(page, SHORT);
    await untilStatus(page, /^Trained\./);
    await touchOne(page, await page.context().newCDPSession(page));
    await untilAnnounced(page, /like a 1 \(/);
    await page.waitForSelector('#loss-chart img');
    expect(await widthsOf(page)).toEqual([360, 360]);
    await page.close();
  });

  it.each([
    ['light', 1200],
    ['dark', 360],
  ] as const)('has names, roles and contrast where it is %s and %i pixels wide', async (colorScheme, width) => {
    const page = await open.newPage({ colorScheme, viewport: { width, height: 740 }, reducedMotion: 'reduce' });
    await startTraining(page, { digits: '200', epochs: '1' });
    await untilStatus(page, /^Trained\./);
    await page.setInputFiles('#weights', {
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('no weights'),
    });
    await untilError(page);
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('without a complaint', () => {
    expect(open.complaints).toEqual([]);
  });
});
