import { fetchFile } from '../src/fetching/fetch-file.ts';
import type { PublishedFile } from '../src/fetching/published-file.ts';
import { requireNode } from '../src/storage/node-builtins.ts';

/** What the script is told, as JSON in its first argument. */
export interface FetchOrder {
  readonly folder: string;
  readonly file: PublishedFile;
  readonly mirrors: readonly string[];
  /** Has the program a listener of its own for Ctrl-C? */
  readonly listens?: boolean;
}

/** A program that fetches one file: what the tests start, kill and start again. */
const { folder, file, mirrors, listens }: FetchOrder = JSON.parse(process.argv[2] ?? '');
if (listens) process.on('SIGINT', () => process.stdout.write('heard'));
try {
  process.stdout.write(await fetchFile(requireNode('fetch-script'), folder, file, { mirrors, offline: false }));
} catch (error) {
  process.stderr.write(String(error));
  process.exitCode = 1;
}
