import { createHash } from 'node:crypto';
import { MISTAKE_KINDS } from './kinds.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A photo that a network has wrong. */
export interface Mistake {
  /** Its place among the test photos. */
  readonly index: number;
  readonly label: string;
  readonly prediction: string;
  /** How sure the network is, from 0.5 to 1. */
  readonly confidence: number;
  /** 64×64 pixels of three bytes. */
  readonly pixels: Uint8Array;
}

/** What the page shows. */
export interface MistakesPageOptions {
  /** Whose mistakes they are. */
  readonly network: string;
  /** Names the choices in the browser's store: other for other photos, networks and seeds. */
  readonly key: string;
  /** The surest first. */
  readonly mistakes: readonly Mistake[];
}

/**
 * Writes a page on which a person says of each mistake what kind it is. It needs nothing beside itself and asks nothing of any server; choices
 * are kept in the browser's local store and can be saved as JSON or CSV.
 *
 * @param options network, key and photos
 * @returns an HTML document
 */
export function mistakesPage({ network, key, mistakes }: MistakesPageOptions): string {
  const photos = mistakes.map(({ pixels, ...rest }) => ({ ...rest, pixels: Buffer.from(pixels).toString('base64') }));
  const data = JSON.stringify({ network, key, kinds: MISTAKE_KINDS, photos });
  const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Kinds of mistakes</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>Kinds of mistakes</h1>
<p id="network"></p>
<p>Say of each photo what makes it hard. With the list of a photo in focus, the keys 1 to ${MISTAKE_KINDS.length} choose a kind and go on to the next photo, 0 takes a choice back. Your choices stay in this browser.</p>
<p id="status" role="status"></p>
<p><button type="button" id="json">Save as JSON</button> <button type="button" id="csv">Save as CSV</button> <button type="button" id="forget">Forget all</button></p>
<table><caption>Photos of each kind</caption><tbody id="counts"></tbody></table>
</header>
<main><ol id="photos"></ol></main>
<noscript><p>The photos are drawn by a script, which this browser does not run.</p></noscript>
<script type="application/json" id="data">${data.replaceAll('<', '\\u003c')}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}
