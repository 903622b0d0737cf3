import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { holdsAnyOf, readAnyOf } from '../storage/read-file.ts';
import { readPieces } from '../storage/read-pieces.ts';
import { archivedBatches } from './archived-batches.ts';
import { CIFAR10_ARCHIVE, CIFAR10_BATCHES, CIFAR10_CLASSES, CIFAR10_FOLDER } from './cifar10-files.ts';
import { checkClassNames } from './class-names.ts';

// A folder of yours may hold larger batches than the published ones of 30.7 MB; one that grows without end is an attack.
const LARGEST_FILE = 2 ** 29;

/**
 * Batches of one part from a folder of yours: those that lie in it, else in its folder `cifar-10-batches-bin`, each packed (`.gz`) or
 * not, else all that are in its `cifar-10-binary.tar.gz`.
 *
 * @throws {@link DatasetError} `missing` if there is none of them
 */
export async function* folderBatches(
  node: NodeBuiltins,
  folder: string,
  part: 'train' | 'test',
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly name: string; readonly bytes: Uint8Array }, void, undefined> {
  const wanted = CIFAR10_BATCHES[part];
  for (const place of [folder, node.path.join(folder, CIFAR10_FOLDER)]) {
    let found = 0;
    for (const name of wanted) {
      signal?.throwIfAborted();
      const batch = await readAnyOf(node, place, [name, `${name}.gz`], LARGEST_FILE);
      if (batch === undefined) continue;
      if (found === 0) await checkClassesIn(node, place);
      found += 1;
      yield { name: batch.path, bytes: batch.bytes };
    }
    if (found > 0) return;
  }
  const archive = node.path.join(folder, CIFAR10_ARCHIVE.name);
  if (await holdsAnyOf(node, folder, [CIFAR10_ARCHIVE.name])) {
    for await (const { name, bytes } of archivedBatches(readPieces(node, archive), { name: archive, wanted, signal })) {
      yield { name: `${archive}: ${name}`, bytes };
    }
    return;
  }
  const names = [...wanted.map((name) => `${name}(.gz)`), CIFAR10_ARCHIVE.name].join(', ');
  throw new DatasetError('missing', `loadCifar10: ${node.path.resolve(folder)}: expected one of ${names}, found none`);
}

async function checkClassesIn(node: NodeBuiltins, folder: string): Promise<void> {
  const classes = await readAnyOf(node, folder, [CIFAR10_CLASSES], LARGEST_FILE);
  if (classes !== undefined) checkClassNames(classes.path, classes.bytes);
}
