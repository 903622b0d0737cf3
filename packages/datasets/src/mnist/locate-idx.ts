import { gunzip, isGzip } from '../archives/gunzip.ts';
import { DatasetError } from '../dataset-error.ts';
import { fetchBytes } from '../fetching/fetch-bytes.ts';
import { fetchFile } from '../fetching/fetch-file.ts';
import type { FetchFileOptions, FetchOptions } from '../fetching/fetch-options.ts';
import type { PublishedFile } from '../fetching/published-file.ts';
import { cacheFolder } from '../storage/cache-folder.ts';
import { dataFolder } from '../storage/data-folder.ts';
import { type NodeBuiltins, nodeBuiltins, requireNode } from '../storage/node-builtins.ts';
import { readAnyOf } from '../storage/read-file.ts';
import type { NamedBytes } from './idx-images.ts';
import { type IdxFiles, type IdxSet, spellings } from './idx-set.ts';

// A replacement in a folder of yours may be larger than MNIST; a small file that grows without end is an attack.
const LARGEST_FILE = 2 ** 30;

/**
 * The images and the labels of one part of a set, from the first of these that there is: the option `directory`,
 * `GRADLAB_DATA_DIR`, the cache, the mirrors.
 *
 * @param caller the loader, for messages
 */
export async function locateIdx(
  caller: string,
  set: IdxSet,
  files: IdxFiles,
  options: FetchOptions,
): Promise<[NamedBytes, NamedBytes]> {
  if (options.directory !== undefined) {
    return fromFolder(requireNode(`${caller}: directory`), options.directory, files);
  }
  const node = options.cacheDirectory === undefined ? nodeBuiltins() : requireNode(`${caller}: cacheDirectory`);
  const names = [...spellings(files.images), ...spellings(files.labels)];
  const given =
    node === undefined ? undefined : await dataFolder(node, set.name, names, { orItself: set.inDataFolderItself });
  if (node !== undefined && given !== undefined) return fromFolder(node, given, files);
  const { offline = false, mirrors = set.mirrors, signal, onProgress } = options;
  const cache = node === undefined ? undefined : await cacheFolder(node, options.cacheDirectory);
  const folder = cache === undefined ? undefined : node?.path.join(cache, set.name);
  try {
    const get = (file: PublishedFile): Promise<NamedBytes> =>
      published(node, folder, file, { offline, mirrors, signal, onProgress });
    // The small file first: a mirror that does not answer is found out sooner.
    const labels = await get(files.labels);
    return [await get(files.images), labels];
  } catch (cause) {
    throw withAdvice(cause, caller, set, files);
  }
}

async function fromFolder(node: NodeBuiltins, folder: string, files: IdxFiles): Promise<[NamedBytes, NamedBytes]> {
  const read = async (file: PublishedFile): Promise<NamedBytes> => {
    const names = spellings(file);
    const found = await readAnyOf(node, folder, names, LARGEST_FILE);
    if (found !== undefined) return found;
    throw new DatasetError('missing', `${node.path.resolve(folder)}: expected one of ${names.join(', ')}, found none`);
  };
  return [await read(files.images), await read(files.labels)];
}

async function published(
  node: NodeBuiltins | undefined,
  folder: string | undefined,
  file: PublishedFile,
  options: FetchFileOptions,
): Promise<NamedBytes> {
  if (node === undefined || folder === undefined) {
    return { path: file.name, bytes: await unpacked(file.name, await fetchBytes(file, options)) };
  }
  const path = await fetchFile(node, folder, file, options);
  return { path, bytes: await unpacked(path, await node.fs.readFile(path)) };
}

/** Some sets are kept as they were published: packed. */
async function unpacked(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  return isGzip(bytes) ? gunzip(bytes, { name: path, maxBytes: LARGEST_FILE }) : bytes;
}

function withAdvice(cause: unknown, caller: string, { mirrors }: IdxSet, { images, labels }: IdxFiles): unknown {
  if (!(cause instanceof DatasetError) || (cause.code !== 'download' && cause.code !== 'offline')) return cause;
  const names = [images, labels].map(({ name }) => `${name.replace(/\.gz$/, '')}.gz`).join(' and ');
  const advice =
    `\nWithout a network: fetch ${names} elsewhere (from ${mirrors[0]}, for one), ` +
    'put them into a folder, and pass it as the option directory or name it in GRADLAB_DATA_DIR.';
  return new DatasetError(cause.code, `${caller}: ${cause.message}${advice}`, { cause });
}
