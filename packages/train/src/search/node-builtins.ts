import type * as fs from 'node:fs/promises';
import type * as path from 'node:path';
import type * as threads from 'node:worker_threads';
import { SearchError } from './search-error.ts';

/** The parts of Node that a search needs for its journal and its threads. */
export interface NodeBuiltins {
  readonly fs: typeof fs;
  readonly path: typeof path;
  readonly threads: typeof threads;
}

/**
 * Node's own modules, asked for at run time and never imported, so that a bundle for the browser needs no stand-ins.
 *
 * @throws {@link SearchError} `unsupported` where there are none
 */
export function requireNode(purpose: string): NodeBuiltins {
  const process: Partial<NodeJS.Process> | undefined = globalThis.process;
  if (process?.getBuiltinModule === undefined) throw new SearchError('unsupported', `${purpose} needs Node`);
  return {
    fs: process.getBuiltinModule('node:fs/promises'),
    path: process.getBuiltinModule('node:path'),
    threads: process.getBuiltinModule('node:worker_threads'),
  };
}
