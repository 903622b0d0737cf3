// node goldens/record-bits.mjs: after a change of the draws that is meant, writes their digests into bits.json.
import { readFileSync, writeFileSync } from 'node:fs';
import * as random from '../dist/index.js';

const file = new URL('./bits.json', import.meta.url);
const { calls } = JSON.parse(readFileSync(file, 'utf8'));
const samplers = new Map(Object.entries(random));
const digests = calls.map(([name, ...args]) => {
  const bytes = new Uint8Array(samplers.get(name)(...args).buffer);
  const hash = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x0100_0193), 0x811c_9dc5 | 0);
  return (hash >>> 0).toString(16).padStart(8, '0');
});
writeFileSync(file, `${JSON.stringify({ calls, digests }, null, 2)}\n`);
