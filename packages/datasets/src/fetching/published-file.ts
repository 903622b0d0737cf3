/** A file as published: what it is called, how long it is, which bytes. */
export interface PublishedFile {
  /** Its name in the cache, `train-images-idx3-ubyte` or `cifar-10-binary.tar.gz`. */
  readonly name: string;
  /** Length of the file as it is kept. */
  readonly bytes: number;
  /** SHA-256 of the file as it is kept, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Mirrors serve `<name>.gz`, each packed in its own way; the file is kept, and hashed, unpacked. */
  readonly packed?: 'gzip';
}

/** Where a mirror has the file. */
export function urlAt(mirror: string, { name, packed }: PublishedFile): string {
  return `${mirror.replace(/\/+$/, '')}/${name}${packed === undefined ? '' : '.gz'}`;
}
