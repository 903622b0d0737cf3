import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from './node-builtins.ts';
import { readIfThere } from './read-file.ts';
import { sha256 } from './sha256.ts';
import { makeFolder, writeAtomically } from './write-atomically.ts';

/** A file of a manifest. */
interface ListedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a folder of the cache holds that was made of a verified download. */
export interface Manifest {
  /** What it was made of, and how: another value, and it is made anew. */
  readonly source: string;
  readonly files: readonly ListedFile[];
}

const MANIFEST = 'manifest.json';
// Writing one file takes seconds; a temporary file as old as this belongs to a process that was killed.
const STALE_MILLISECONDS = 3_600_000;

/**
 * Writes files into a folder of the cache, and last, once all others are on the disk, a manifest with the length and SHA-256 of each.
 * Files get their names when they are whole, so that two processes which do so at once do not disturb one another.
 *
 * @param source what the files are made of, the archive's SHA-256 for one
 * @param files one at a time is in memory
 * @throws {@link DatasetError} `storage`; what `files` throws
 */
export async function unpackInto(
  node: NodeBuiltins,
  folder: string,
  source: string,
  files: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>,
): Promise<Manifest> {
  await makeFolder(node, folder);
  await removeStale(node, folder);
  const listed: ListedFile[] = [];
  for await (const { name, bytes } of files) {
    await writeAtomically(node, node.path.join(folder, name), bytes);
    listed.push({ name, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  const manifest = { source, files: listed };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeAtomically(node, node.path.join(folder, MANIFEST), new TextEncoder().encode(text));
  return manifest;
}

/** The manifest of a folder, or undefined if there is none that is whole, or its files were made of something else. */
export async function readManifest(node: NodeBuiltins, folder: string, source: string): Promise<Manifest | undefined> {
  const bytes = await readIfThere(node, node.path.join(folder, MANIFEST));
  const manifest = bytes === undefined ? undefined : parseManifest(bytes);
  return manifest?.source === source ? manifest : undefined;
}

/**
 * A file of the folder, held to the manifest.
 *
 * @throws {@link DatasetError} `hash` if it is not the file that was written, or not there; `storage` if it cannot be read
 */
export async function readListed(
  node: NodeBuiltins,
  folder: string,
  manifest: Manifest,
  name: string,
): Promise<Uint8Array> {
  const path = node.path.join(folder, name);
  const listed = manifest.files.find((file) => file.name === name);
  const bytes = listed === undefined ? undefined : await readIfThere(node, path);
  if (listed === undefined || bytes?.length !== listed.bytes || (await sha256(bytes)) !== listed.sha256) {
    throw new DatasetError('hash', `${path} is not the file that was unpacked`);
  }
  return bytes;
}

/** Removes what killed processes left half written, which nobody reads and which may be large. */
async function removeStale({ fs, path }: NodeBuiltins, folder: string): Promise<void> {
  const names = await fs.readdir(folder).catch((): string[] => []);
  for (const name of names.filter((found) => found.endsWith('.tmp'))) {
    const left = path.join(folder, name);
    const age = await fs.stat(left).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STALE_MILLISECONDS) await fs.rm(left, { force: true }).catch(() => undefined);
  }
}

function parseManifest(bytes: Uint8Array): Manifest | undefined {
  try {
    const { source, files }: Partial<Manifest> = JSON.parse(new TextDecoder().decode(bytes));
    const whole = typeof source === 'string' && Array.isArray(files) && files.every(isListed);
    return whole ? { source, files } : undefined;
  } catch {
    return undefined;
  }
}

function isListed(file: unknown): file is ListedFile {
  const { name, bytes, sha256: hash }: Partial<ListedFile> = file ?? {};
  return typeof name === 'string' && typeof bytes === 'number' && typeof hash === 'string';
}
