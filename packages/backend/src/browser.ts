import { BackendError } from './backend-error.ts';
import { isNode } from './node.ts';

/**
 * For backends that draw on the browser's graphics interfaces.
 *
 * @throws BackendError `unsupported-environment` in Node
 */
export function requireBrowser(backend: string): void {
  if (isNode()) {
    throw new BackendError(
      'unsupported-environment',
      `${backend}: runs in browsers only; in Node use 'wasm', 'cuda' or 'cpu'`,
    );
  }
}
