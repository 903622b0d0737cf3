import type { PublishedFile } from '../fetching/published-file.ts';

/**
 * `PetImages/Cat/*.jpg` and `PetImages/Dog/*.jpg`, some of them corrupt. Length and hash as TensorFlow Datasets 4.9.10 has
 * them (`url_checksums/cats_vs_dogs.txt`).
 */
export const CATS_VS_DOGS_ARCHIVE: PublishedFile = {
  name: 'kagglecatsanddogs_5340.zip',
  bytes: 824_887_076,
  sha256: 'b7974bd00a84a99921f36ee4403f089853777b5ae8d151c76a86e64900334af9',
};

export const CATS_VS_DOGS_MIRRORS: readonly string[] = [
  'https://download.microsoft.com/download/3/E/1/3E1C3F21-ECDB-4869-8368-6DEBA77B919F',
];
