// node bench/report.mjs [results.json]: writes the tables of the last run into README.md, between its two marks.
import { readFile, writeFile } from 'node:fs/promises';
import { readmeSection } from './readme-section.mjs';

const START = '<!-- bench: start -->';
const END = '<!-- bench: end -->';
const README = new URL('../README.md', import.meta.url);

const [file = new URL('./results/latest.json', import.meta.url)] = process.argv.slice(2);
const results = JSON.parse(await readFile(file, 'utf8'));
const text = await readFile(README, 'utf8');
const [start, end] = [text.indexOf(START), text.indexOf(END)];
if (start < 0 || end < start) throw new Error(`README.md needs ${START} and, after it, ${END}`);
await writeFile(README, `${text.slice(0, start + START.length)}\n\n${readmeSection(results)}\n\n${text.slice(end)}`);
