import { gunzip, isGzip } from '../archives/gunzip.ts';
import { DatasetError } from '../dataset-error.ts';
import { fetchBytes } from '../fetching/fetch-bytes.ts';
import { fetchFile } from '../fetching/fetch-file.ts';
import type { FetchFileOptions, FetchOptions } from '../fetching/fetch-options.ts';
import { type FileSource, locateSource, withAdvice } from '../fetching/locate-source.ts';
import type { PublishedFile } from '../fetching/published-file.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
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
  const names = [...spellings(files.images), ...spellings(files.labels)];
  const source = await locateSource(caller, set.name, names, { ...options, orItself: set.inDataFolderItself });
  if (source.kind === 'folder') return fromFolder(source.node, source.folder, files);
  const { offline = false, mirrors = set.mirrors, signal, onProgress } = options;
  const get = (file: PublishedFile): Promise<NamedBytes> =>
    published(source, file, { offline, mirrors, signal, onProgress });
  try {
    // The small file first: a mirror that does not answer is found out sooner.
    const labels = await get(files.labels);
    return [await get(files.images), labels];
  } catch (cause) {
    const packed = [files.images, files.labels].map(({ name }) => `${name.replace(/\.gz$/, '')}.gz`);
    throw withAdvice(caller, packed, set.mirrors[0], cause);
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

async function published(source: FileSource, file: PublishedFile, options: FetchFileOptions): Promise<NamedBytes> {
  if (source.kind === 'memory')
    return { path: file.name, bytes: await unpacked(file.name, await fetchBytes(file, options)) };
  const path = await fetchFile(source.node, source.folder, file, options);
  return { path, bytes: await unpacked(path, await source.node.fs.readFile(path)) };
}

/** Some sets are kept as they were published: packed. */
async function unpacked(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  return isGzip(bytes) ? gunzip(bytes, { name: path, maxBytes: LARGEST_FILE }) : bytes;
}
