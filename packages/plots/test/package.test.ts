import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

const CHART = `{ title: 't', x: { label: 'x' }, y: { label: 'y', scale: 'log' }, series: [{ name: 's', points: [[1, 2]] }] }`;

it('does not load Vega before the first chart', async () => {
  const built = await readFile(`${root}dist/index.js`, 'utf8');
  expect(built).toContain("import('vega')");
  expect(built).not.toMatch(/^import .*vega/m);
});

it('keeps the types of Vega out of its own', async () => {
  expect(await readFile(`${root}dist/index.d.ts`, 'utf8')).not.toMatch(/^import|import\(/m);
});

it('can be required, needs no eval, and writes to neither output', async () => {
  const code = `const { lineChart } = require('@gradlab/plots'); lineChart(${CHART}).then((svg) => process.exit(svg.endsWith('</svg>') ? 0 : 1));`;
  // Node 20 and 22 announce that require() of a module is experimental.
  const flags = ['--disallow-code-generation-from-strings', '--disable-warning=ExperimentalWarning'];
  const { stdout, stderr } = await run(process.execPath, [...flags, '-e', code], { cwd: root });
  expect([stdout, stderr]).toEqual(['', '']);
});
