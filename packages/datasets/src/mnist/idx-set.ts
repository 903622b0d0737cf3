import type { PublishedFile } from '../fetching/published-file.ts';

/** The images and the labels of one part. */
export interface IdxFiles {
  readonly images: PublishedFile;
  readonly labels: PublishedFile;
}

/** A published set of small grey images in IDX files, as MNIST and its replacements are. */
export interface IdxSet {
  /** Of the data set, and of its folder in the cache and in `GRADLAB_DATA_DIR`. */
  readonly name: string;
  /** Whether files that lie in `GRADLAB_DATA_DIR` itself are taken for the set's. */
  readonly inDataFolderItself: boolean;
  readonly files: Readonly<Record<'train' | 'test', IdxFiles>>;
  readonly mirrors: readonly string[];
  readonly classNames: readonly string[];
}

/** The names under which people keep a file: as published or with a dot, unpacked or packed. */
export function spellings({ name }: PublishedFile): string[] {
  const unpacked = name.replace(/\.gz$/, '');
  const dotted = unpacked.replace(/-(idx\d)/, '.$1');
  return [unpacked, `${unpacked}.gz`, dotted, `${dotted}.gz`];
}
