import { readPicture } from '../image-folder/read-picture.ts';
import { walkFolder } from '../image-folder/walk-folder.ts';
import type { Picture } from '../images/decode-pictures.ts';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { petOf } from './pet-of.ts';

/** Below which folders the photos may lie: as given, as the zip of 2019 unpacks, as the Kaggle competition's does. */
const ROOTS = ['', 'PetImages', 'train'];

/**
 * The photos of a folder, cats first, by name within each: `{cat,dog}/*.jpg` (any case, plural or not), or `cat.0.jpg` and `dog.0.jpg` side
 * by side. An empty list if it holds none.
 */
export async function listPhotos(
  node: NodeBuiltins,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<readonly Picture[]> {
  for (const below of ROOTS) {
    const root = node.path.join(folder, below);
    const entries = await node.fs.readdir(root).catch((): string[] => []);
    if (!entries.some((entry) => petOf(entry) !== undefined || petOf(`${entry}/any.jpg`) !== undefined)) continue;
    const { files } = await walkFolder(node, root, signal);
    return files
      .flatMap((file) => photoOf(node, root, file))
      .sort((a, b) => a.label - b.label || (a.file < b.file ? -1 : 1));
  }
  return [];
}

function photoOf(node: NodeBuiltins, root: string, file: string): Picture[] {
  // Deeper folders are none of the known layouts.
  const label = file.split('/').length <= 2 ? petOf(file) : undefined;
  return label === undefined ? [] : [{ file, label, read: () => readPicture(node, node.path.join(root, file)) }];
}
