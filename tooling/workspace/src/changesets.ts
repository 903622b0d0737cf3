import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './packages.ts';

const FRONT_MATTER = /^---\n((?:["'][^"'\n]+["']: (?:patch|minor|major)\n)+)---\n\n?(\S[\s\S]*)$/;

export interface Changeset {
  readonly file: string;
  /** Names of the packages it releases; empty where the file cannot be read as a changeset. */
  readonly packages: readonly string[];
}

/** The package names of a changeset's front matter; none where the text is no changeset. */
export function parseChangeset(text: string): string[] {
  const [, releases = ''] = FRONT_MATTER.exec(text) ?? [];
  return [...releases.matchAll(/^["']([^"']+)["']:/gm)].map(([, name = '']) => name);
}

/** The changesets that wait for the next release. */
export function pendingChangesets(): Changeset[] {
  const folder = join(workspaceRoot, '.changeset');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => ({ file, packages: parseChangeset(readFileSync(join(folder, file), 'utf8')) }));
}
