import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './packages.ts';

const ROW = /^\| `(packages\/[\w-]+)` +\|[^|]*\| *([^|]*?) *\|$/gm;

/**
 * Which packages a package may import, read from the table in CONTRIBUTING.md, so that what contributors read is what is
 * enforced.
 *
 * @returns folder → names, `packages/init` → `['@gradlab/random']` for one
 */
export function allowedImports(
  text: string = readFileSync(join(workspaceRoot, 'CONTRIBUTING.md'), 'utf8'),
): Map<string, readonly string[]> {
  const rows = [...text.matchAll(ROW)].map(([, folder = '', cell = '']): [string, readonly string[]] => [
    folder,
    [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => `@gradlab/${name}`),
  ]);
  return new Map(rows);
}
