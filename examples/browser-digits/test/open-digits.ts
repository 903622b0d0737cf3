import { fileURLToPath } from 'node:url';
import { openPage } from '@gradlab-internal/browser';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { untilStatus } from './drawn-page.ts';

/** The built page in a browser, in as many windows as one likes. */
export interface OpenDigits {
  /** Opens a window and waits for its worker. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** What the windows wrote to their consoles as a warning or an error. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Serves what `pnpm build` has built. */
export async function openDigits(chromium: string): Promise<OpenDigits> {
  const open = await openPage(chromium, fileURLToPath(new URL('../dist', import.meta.url)));
  const complaints: string[] = [];
  const address = open.page.url();
  await open.page.goto('about:blank');
  return {
    complaints,
    close: open.close,
    async newPage(options = {}) {
      const page = await open.page.context().browser()?.newPage(options);
      if (page === undefined) throw new Error('the browser has closed');
      // Where other tests take the processor, too.
      page.setDefaultTimeout(60_000);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(address);
      await untilStatus(page, /^Ready/);
      return page;
    },
  };
}
