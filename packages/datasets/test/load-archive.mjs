// Loads a zip of photos twice, in a process of its own whose memory can be measured: node load-archive.mjs <zip> <cache>
import { readFile } from 'node:fs/promises';
import { loadCatsVsDogs } from '@gradlab/datasets';

const [archive, cacheDirectory] = process.argv.slice(2);

async function load() {
  const from = performance.now();
  const { size, skipped, x } = await loadCatsVsDogs({ archive, cacheDirectory });
  const seconds = (performance.now() - from) / 1000;
  return { size, skipped: skipped.length, bytes: x.data.length, seconds, peak: await peakBytes() };
}

/** The most memory that this process held. On Linux `maxRSS` begins with what the process held that started this one. */
async function peakBytes() {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

const decoded = await load();
globalThis.gc?.();
const kept = await load();
console.log(JSON.stringify({ decoded, kept }));
