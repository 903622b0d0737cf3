import { missingPackage } from './missing-package.ts';

/**
 * Imports a package that the backend needs.
 *
 * @param load the import, spelt out, so that bundlers see it
 * @throws BackendError `missing-package` where it is not installed
 */
export async function importPeer<Module>(
  backend: string,
  packageName: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
    const isAbsent = code === 'ERR_MODULE_NOT_FOUND' && String(message).includes(`'${packageName}'`);
    throw isAbsent ? missingPackage(backend, packageName, { cause }) : cause;
  }
}
