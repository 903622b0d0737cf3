import type { Page } from 'playwright-core';

/** Strokes on a pad of 280×280, each from point to point. */
export type Strokes = readonly (readonly (readonly [x: number, y: number])[])[];

export const ONE: Strokes = [
  [
    [140, 40],
    [138, 240],
  ],
];

export const SEVEN: Strokes = [
  [
    [70, 50],
    [210, 50],
    [120, 240],
  ],
];

/** Waits until the text of an element is so, and returns it. */
async function untilText(page: Page, selector: string, pattern: RegExp): Promise<string> {
  await page.waitForFunction(
    ([chosen, source]) => new RegExp(source).test(document.querySelector(chosen)?.textContent ?? ''),
    [selector, pattern.source] as const,
  );
  return (await page.textContent(selector)) ?? '';
}

/** Waits until the page says that it is so. */
export function untilStatus(page: Page, pattern: RegExp): Promise<string> {
  return untilText(page, '#status', pattern);
}

/** Waits for an error that is announced. */
export function untilError(page: Page, pattern: RegExp = /./): Promise<string> {
  return untilText(page, '#error:not([hidden])', pattern);
}

/** Waits for the announcement of what was recognised. */
export function untilAnnounced(page: Page, pattern: RegExp): Promise<string> {
  return untilText(page, '#announced', pattern);
}

/** Starts a training with these settings. */
export async function startTraining(page: Page, settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(settings)) await page.fill(`#${id}`, value);
  await page.click('#train');
}

/** Where the strokes lie in the window. */
export async function placed(page: Page, strokes: Strokes): Promise<{ x: number; y: number }[][]> {
  const pad = page.locator('#pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('the pad is not to be seen');
  const scale = box.width / 280;
  return strokes.map((stroke) => stroke.map(([x, y]) => ({ x: box.x + x * scale, y: box.y + y * scale })));
}

/** Draws with the mouse, in place of what was there. */
export async function drawWithMouse(page: Page, strokes: Strokes): Promise<void> {
  await page.click('#clear');
  await untilAnnounced(page, /^Draw a digit/);
  for (const stroke of await placed(page, strokes)) {
    for (const [i, { x, y }] of stroke.entries()) {
      await page.mouse.move(x, y, { steps: 4 });
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** The ten logits of the table, in full. */
export async function logitsOf(page: Page): Promise<number[]> {
  return await page.$$eval('data.logit', (cells) =>
    cells.map((cell) => Number.parseFloat(cell.getAttribute('value') ?? '')),
  );
}

/** The grey values of the pad. */
export async function padOf(page: Page): Promise<number[]> {
  return await page.$eval('#pad', (pad) => {
    const { data } = (pad as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 280, 280) ?? { data: [] };
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0);
  });
}
