import { nodeModule } from '../node.ts';

/** Node 23 took `isNullOrUndefined` away, which tfjs-node 4.22 calls in its kernels; `isArray` is deprecated and may follow. */
const REMOVED: Readonly<Record<string, (value: unknown) => boolean>> = {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: (value) => Array.isArray(value),
};

/** Puts back into Node's `util` what tfjs-node calls, if it is gone. */
export function repairNodeUtil(): void {
  const util: object = nodeModule('node:util');
  for (const [name, check] of Object.entries(REMOVED)) {
    if (!(name in util)) Object.defineProperty(util, name, { value: check, writable: true, configurable: true });
  }
}
