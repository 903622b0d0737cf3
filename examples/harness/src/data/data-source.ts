import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the data of an experiment comes from: drawn, downloaded (or cached), or a folder. */
export type DataSource =
  | { readonly kind: 'synthetic' }
  | { readonly kind: 'download' }
  | { readonly kind: 'directory'; readonly path: string };

/**
 * Reads the value of `--data`.
 *
 * @param value `synthetic`, `download`, or a folder
 * @param base what a relative folder is relative to
 */
export function parseDataSource(value: string, base: string): DataSource {
  if (value === 'synthetic' || value === 'download') return { kind: value };
  return { kind: 'directory', path: resolve(base, value) };
}

/**
 * The loader's option for a source: a folder may hold the files of one data set, or a folder for each.
 *
 * @param source not `synthetic`
 * @param name of the data set's own folder: `mnist`
 */
export function directoryOf(source: DataSource, name: string): { readonly directory?: string } {
  if (source.kind !== 'directory') return {};
  const own = join(source.path, name);
  return { directory: existsSync(own) ? own : source.path };
}
