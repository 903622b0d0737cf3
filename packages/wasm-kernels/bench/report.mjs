// node bench/report.mjs: writes the tables of the last benchmark, and of the last profile if there is one, into README.md, between its marks.
import { readFile, writeFile } from 'node:fs/promises';
import { profileSection } from './profile-section.mjs';
import { readmeSection } from './readme-section.mjs';

const START = '<!-- bench: start -->';
const END = '<!-- bench: end -->';
const README = new URL('../README.md', import.meta.url);

/** One section; none where nothing was measured. */
async function section(file, write) {
  try {
    return write(JSON.parse(await readFile(new URL(`./results/${file}`, import.meta.url), 'utf8')));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    console.log(`results/${file} is missing: run its script first`);
    return '';
  }
}

const sections = [await section('latest.json', readmeSection), await section('profile.json', profileSection)];
const text = await readFile(README, 'utf8');
const [start, end] = [text.indexOf(START), text.indexOf(END)];
if (start < 0 || end < start) throw new Error(`README.md needs ${START} and, after it, ${END}`);
const written = sections.filter((part) => part !== '').join('\n\n');
await writeFile(README, `${text.slice(0, start + START.length)}\n\n${written}\n\n${text.slice(end)}`);
