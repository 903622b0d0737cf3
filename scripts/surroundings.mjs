import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** Names, sizes and times of the files below a folder. */
function listing(folder) {
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .sort()
    .map((name) => {
      // A link to nowhere has no entry; its name is all there is to know.
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return `${name} ${found?.size} ${found?.mtimeMs}`;
    });
}

function browsers() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name)).filter(existsSync));
  return [process.env.GRADLAB_CHROMIUM ?? '', ...found];
}

/**
 * A digest of what tests find around them: the real data and the browsers. A test that was skipped for want of one must run
 * when it is there, so this is part of what turbo caches test results by.
 *
 * @param {string | undefined} dataFolder
 * @returns {string}
 */
export function describeSurroundings(dataFolder) {
  return createHash('sha256')
    .update(JSON.stringify([listing(dataFolder), browsers()]))
    .digest('hex');
}
