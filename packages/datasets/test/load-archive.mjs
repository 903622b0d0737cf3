// Loads a zip of photos twice, in a process of its own whose memory can be measured: node load-archive.mjs <zip> <cache>
import { loadCatsVsDogs } from '@gradlab/datasets';

const [archive, cacheDirectory] = process.argv.slice(2);

async function load() {
  const from = performance.now();
  const { size, skipped, x } = await loadCatsVsDogs({ archive, cacheDirectory });
  const seconds = (performance.now() - from) / 1000;
  return { size, skipped: skipped.length, bytes: x.data.length, seconds, peak: process.resourceUsage().maxRSS * 1024 };
}

const decoded = await load();
globalThis.gc?.();
const kept = await load();
console.log(JSON.stringify({ decoded, kept }));
