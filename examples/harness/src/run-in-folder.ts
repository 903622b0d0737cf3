import { join } from 'node:path';
import { openPartStore, type PartStore } from './part-store.ts';
import { openRunFolder, type RunFolder } from './run-folder.ts';

/** Lets work fill a folder of results: what it wrote is published when it is done, and its parts are kept until then. */
export type RunInFolder = <T>(name: string, work: (folder: RunFolder, parts: PartStore) => Promise<T>) => Promise<T>;

/** What runs in all folders of one command. */
export interface RunInFolderOptions {
  /** Folder in which each experiment has one of its own. */
  readonly out: string;
  /** What the parts depend on, whatever the experiment: backend and seed. */
  readonly identity: object;
  /** Whether to forget what runs that were cut short have left. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** Binds {@link RunInFolder} to a command's options. */
export function runInFolders({ out, identity, fresh, signal, log }: RunInFolderOptions): RunInFolder {
  return async (name, work) => {
    const folder = await openRunFolder(join(out, name));
    try {
      const parts = await openPartStore(join(folder.path, '.parts'), { identity, fresh, log });
      const result = await work(folder, parts);
      signal.throwIfAborted();
      await folder.publish();
      await parts.clear();
      return result;
    } finally {
      await folder.discard();
    }
  };
}
