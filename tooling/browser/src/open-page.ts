import { chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { CHROMIUM_FLAGS, ISOLATION } from '../chromium.mjs';

/** A built page in a running browser. */
export interface OpenPage {
  readonly page: Page;
  /** What the page wrote to its console as a warning or an error, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /** Ends the browser and the server. */
  close(): Promise<void>;
}

/**
 * Serves what `buildPage` built and opens it.
 *
 * @param chromiumPath from `findChromium`
 * @param outDir the folder that was built
 * @param options `isolated`: serve it so that the page may share memory between threads
 */
export async function openPage(
  chromiumPath: string,
  outDir: string,
  { isolated = false }: { readonly isolated?: boolean } = {},
): Promise<OpenPage> {
  const server = await preview({
    root: outDir,
    configFile: false,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0, headers: isolated ? ISOLATION : {} },
  });
  const browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: CHROMIUM_FLAGS });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    const complaints = listen(page);
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    return { page, complaints, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
