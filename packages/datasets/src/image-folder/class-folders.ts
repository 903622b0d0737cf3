import { DatasetError } from '../dataset-error.ts';

/** A file of a folder of classes: its path below the folder, with slashes, and whatever its bytes are had by. */
export interface ListedPicture<T> {
  readonly path: string;
  readonly source: T;
}

/** The classes of a folder and their pictures, both in order. */
export interface ClassFolders<T> {
  readonly classNames: readonly string[];
  readonly pictures: readonly (ListedPicture<T> & { readonly label: number })[];
}

const EXTENSION = /\.(jpe?g|png|webp)$/i;

/** Whether a name is that of a picture: neither hidden nor of another kind. */
export function isPicture(name: string): boolean {
  return !name.startsWith('.') && EXTENSION.test(name);
}

/**
 * Sorts files into classes by the first folder of their paths, as torchvision's `ImageFolder` does: classes by name; within a class folder
 * by folder, and by name within each. By code unit, so that the order is the same in every language and on every platform. Hidden files
 * and folders, files of other kinds, and files beside the class folders are passed over.
 *
 * @param folder for messages
 * @param files of all depths, in any order
 * @param emptyClasses folders that are classes although no file lies in them
 * @throws {@link DatasetError} `missing` if there is no class, or none of a class's files is a picture
 */
export function classFolders<T>(
  folder: string,
  files: readonly ListedPicture<T>[],
  emptyClasses: readonly string[] = [],
): ClassFolders<T> {
  const visible = files.filter(
    ({ path }) => path.includes('/') && !path.split('/').some((part) => part.startsWith('.')),
  );
  const classNames = [...new Set([...visible.map(({ path }) => firstOf(path)), ...emptyClasses])].sort();
  if (classNames.length === 0) {
    throw new DatasetError('missing', `${folder}: expected a folder for each class, found none`);
  }
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const pictures = visible
    .filter(({ path }) => isPicture(path.slice(path.lastIndexOf('/') + 1)))
    .map((file) => ({ ...file, label: labels.get(firstOf(file.path)) ?? 0, order: orderOf(file.path) }))
    .sort((a, b) => a.label - b.label || compare(a.order[0], b.order[0]) || compare(a.order[1], b.order[1]));
  const filled = new Set(pictures.map(({ label }) => label));
  const empty = classNames.filter((_, label) => !filled.has(label));
  if (empty.length > 0) {
    const classes = empty.slice(0, 5).join(', ');
    throw new DatasetError(
      'missing',
      `${folder}: expected .jpg, .jpeg, .png or .webp files in each class, found none in ${classes}`,
    );
  }
  return { classNames, pictures: pictures.map(({ path, source, label }) => ({ path, source, label })) };
}

function firstOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}

function orderOf(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, slash), path.slice(slash + 1)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
