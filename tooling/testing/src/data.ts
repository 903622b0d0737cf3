/**
 * The folder of real data named by `GRADLAB_DATA_DIR`, or undefined with a printed reason: tests that need it skip.
 *
 * @param parts path below the folder, `'mnist'` for one
 */
export function sharedDataDirectory(...parts: readonly string[]): string | undefined {
  // Not imported: tests that run in a browser load this file too.
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { join } = process.getBuiltinModule('node:path');
  const root = process.env.GRADLAB_DATA_DIR;
  if (root === undefined || root === '') {
    console.warn(`skipped: GRADLAB_DATA_DIR is not set, so there is no ${parts.join('/')} to test with`);
    return undefined;
  }
  const folder = join(root, ...parts);
  if (!existsSync(folder)) {
    console.warn(`skipped: ${folder} does not exist`);
    return undefined;
  }
  return folder;
}
