import { build } from 'vite';

/**
 * Builds a page with Vite's defaults, as a user's first build would be: no plugin, alias or option that helps a package along.
 *
 * @param root folder with an `index.html`
 * @param outDir where to, an empty or new folder
 */
export async function buildPage(root: string, outDir: string): Promise<void> {
  await build({ root, configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true } });
}
