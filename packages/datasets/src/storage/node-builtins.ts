import type * as crypto from 'node:crypto';
import type * as fs from 'node:fs/promises';
import type * as os from 'node:os';
import type * as path from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** The parts of Node that files need. */
export interface NodeBuiltins {
  readonly fs: typeof fs;
  readonly path: typeof path;
  readonly crypto: typeof crypto;
  readonly os: typeof os;
  readonly process: Pick<NodeJS.Process, 'pid' | 'kill'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Node's own modules, or undefined where there are none, as in a browser. They are asked for at run time and never
 * imported, so that a bundle for the browser needs no stand-ins.
 */
export function nodeBuiltins(): NodeBuiltins | undefined {
  const process: Partial<NodeJS.Process> | undefined = globalThis.process;
  if (process?.getBuiltinModule === undefined || process.env === undefined) return undefined;
  return {
    fs: process.getBuiltinModule('node:fs/promises'),
    path: process.getBuiltinModule('node:path'),
    crypto: process.getBuiltinModule('node:crypto'),
    os: process.getBuiltinModule('node:os'),
    process: process as NodeJS.Process,
    env: process.env,
  };
}

/** @throws {@link DatasetError} `storage` where there is no file system */
export function requireNode(purpose: string): NodeBuiltins {
  const node = nodeBuiltins();
  if (node === undefined) throw new DatasetError('storage', `${purpose} needs a file system, and there is none here`);
  return node;
}
