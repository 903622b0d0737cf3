import { build } from 'vite';

/**
 * Builds a page with Vite's defaults, as a user's first build would be: no plugin, alias or option that helps a package along.
 *
 * @param root folder with an `index.html`
 * @param outDir where to, an empty or new folder
 * @param options `minify: false` leaves the names of variables as they are
 */
export async function buildPage(
  root: string,
  outDir: string,
  { minify = true }: { readonly minify?: boolean } = {},
): Promise<void> {
  const shrink = minify ? {} : { minify };
  await build({ root, configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true, ...shrink } });
}
