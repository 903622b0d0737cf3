import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const FENCE = /```ts\n([\s\S]*?)```/g;
const DOC_COMMENT = /\/\*\*[\s\S]*?\*\//g;

/**
 * The runnable `ts` blocks of a doc comment's `@example` tags.
 *
 * @param {string} source TypeScript text
 * @returns {string[]}
 */
export function examplesInSource(source) {
  return [...source.matchAll(DOC_COMMENT)]
    .map(([comment]) => comment.replace(/^\s*\/?\*+\/? ?/gm, ''))
    .flatMap((comment) => comment.split(/^@example\b/m).slice(1))
    .flatMap((example) => [...example.split(/^@\w/m)[0].matchAll(FENCE)].map(([, code]) => code));
}

/** Imports have to stand at the top of a module; the rest of an example becomes the body of an async test. */
function toTestModule(title, code) {
  const imports = [];
  const rest = code.replace(/^import[\s\S]*?from\s+'[^']+';?\n|^import\s+'[^']+';?\n/gm, (line) => {
    imports.push(line.trim());
    return '';
  });
  return [
    `import { test as documentedExample } from 'vitest';`,
    ...imports,
    `documentedExample(${JSON.stringify(title)}, async () => {`,
    rest.trim(),
    '});',
    '',
  ].join('\n');
}

async function sourceFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Writes `.examples/*.test.ts` for one package.
 *
 * @param {string} root the package's folder
 */
export async function writeExampleTests(root) {
  const out = join(root, '.examples');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const readme = await readFile(join(root, 'README.md'), 'utf8').catch(() => '');
  const found = [{ file: 'README.md', codes: [...readme.matchAll(FENCE)].map(([, code]) => code) }];
  for (const file of await sourceFiles(join(root, 'src'))) {
    found.push({ file: relative(root, file), codes: examplesInSource(await readFile(file, 'utf8')) });
  }
  for (const { file, codes } of found) {
    for (const [i, code] of codes.entries()) {
      const name = `${basename(file).replace(/\.\w+$/, '')}-${file.replace(/\W+/g, '-')}-${i}.test.ts`.toLowerCase();
      await writeFile(join(out, name), toTestModule(`${file} example ${i + 1}`, code));
    }
  }
}
