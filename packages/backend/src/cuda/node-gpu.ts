import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';
import { findPackage } from '../installed-package.ts';
import { missingPackage } from '../missing-package.ts';

export const PACKAGE = '@tensorflow/tfjs-node-gpu';

/** The part of the package's exports that shows whose tfjs-core it uses. */
interface NodeGpu {
  readonly version_core?: string;
  engine?(): unknown;
}

/**
 * Loads tfjs-node-gpu, which registers the backend `tensorflow` and makes it current.
 *
 * @throws BackendError `missing-package`, `setup-failed` or `incompatible`
 */
export function requireNodeGpu(): void {
  const found = findPackage(PACKAGE);
  if (found === undefined) throw missingPackage('cuda', PACKAGE);
  requireSameCore(load(found.load));
}

function load(loader: () => unknown): NodeGpu {
  try {
    return loader() as NodeGpu;
  } catch (cause) {
    throw new BackendError('setup-failed', `cuda: ${PACKAGE} is installed but does not load: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function requireSameCore({ version_core, engine }: NodeGpu): void {
  const sameEngine = engine === undefined || engine() === tf.engine();
  if (sameEngine && (version_core === undefined || version_core === tf.version_core)) return;
  throw new BackendError(
    'incompatible',
    `cuda: ${PACKAGE} brought its own @tensorflow/tfjs-core ${version_core ?? ''}, beside ${tf.version_core} that this program ` +
      'uses; install the same version of both (npm ls @tensorflow/tfjs-core shows who asks for which)',
  );
}

/** The first line of an error, for the end of another one's message. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
