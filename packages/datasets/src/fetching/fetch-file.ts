import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { makeFolder } from '../storage/write-atomically.ts';
import { checkFile } from './check-file.ts';
import type { FetchFileOptions } from './fetch-options.ts';
import { isAbandoned, lockFile } from './file-lock.ts';
import { fromMirrors } from './from-mirrors.ts';
import { keepDownload } from './keep-download.ts';
import { PartialFile, partialPath } from './partial-file.ts';
import type { PublishedFile } from './published-file.ts';

/**
 * The path of a published file in a folder of the cache, downloaded into it if it is not there. What lies in the cache
 * is verified each time, and replaced if it is not the published file.
 *
 * A download goes to the disk as it comes, into `<name>.<id>.part`; what a failure, an abort or the end of the process
 * leaves of it, the next one goes on with. Processes that want the same file wait for the one that holds `<name>.lock`.
 *
 * @throws {@link DatasetError} `offline`, `download` or `storage`; the signal's reason when aborted
 */
export async function fetchFile(
  node: NodeBuiltins,
  folder: string,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<string> {
  const path = node.path.join(folder, file.name);
  for (;;) {
    options.signal?.throwIfAborted();
    const found = await checkFile(node, path, file, options.signal);
    if (found === 'published') {
      await tidy(node, path);
      return path;
    }
    if (options.offline) {
      const state = found === 'missing' ? 'is not there' : 'is not the published file';
      throw new DatasetError('offline', `${path} ${state}, and offline forbids to download it`);
    }
    // First the folder, so that one which cannot be written is noticed before the download.
    await makeFolder(node, folder);
    if (await fetchAlone(node, path, file, options)) return path;
  }
}

/** One that was killed right after it gave the file its name left its lock, and perhaps what it had unpacked from. */
async function tidy(node: NodeBuiltins, path: string): Promise<void> {
  try {
    if (!(await isAbandoned(node, `${path}.lock`))) return;
    const lock = await lockFile(node, `${path}.lock`, { signal: undefined });
    try {
      await (await PartialFile.open(node, path, lock.token, undefined)).remove();
    } finally {
      await lock.release();
    }
  } catch {
    // The file is right; that what lies beside it stays, in a folder that is read-only by now, is no reason to fail.
  }
}

/** Downloads while no other process does; false if another took over, because this one was asleep for long. */
async function fetchAlone(
  node: NodeBuiltins,
  path: string,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<boolean> {
  const { signal } = options;
  const lock = await lockFile(node, `${path}.lock`, {
    signal,
    // Its owner may yet write there: nobody must go on with it.
    onSilent: (token) => node.fs.rm(partialPath(path, token), { force: true }),
  });
  try {
    // Another process may have fetched it meanwhile.
    if ((await checkFile(node, path, file, signal)) === 'published') return true;
    await download(node, path, lock.token, file, options);
    return true;
  } catch (cause) {
    signal?.throwIfAborted();
    if (await lock.held()) throw cause;
    return false;
  } finally {
    await lock.release();
  }
}

async function download(
  node: NodeBuiltins,
  path: string,
  token: string,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<void> {
  const { signal } = options;
  const partial = await PartialFile.open(node, path, token, signal);
  try {
    await fromMirrors(file, partial, () => keepDownload(node, file, partial, { path, token, signal }), options);
  } catch (cause) {
    // A full disk is not left full.
    if (cause instanceof DatasetError && cause.code === 'storage') await partial.remove();
    else await partial.close();
    throw cause;
  }
}
