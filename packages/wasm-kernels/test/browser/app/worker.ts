import { type Outcome, train } from '../../train.ts';
import { locateStockBinaries } from './stock-binary.ts';

interface Scope {
  onmessage: (event: { readonly data: 'simd128' | 'relaxed' }) => Promise<void>;
  postMessage(outcome: Outcome): void;
}

const scope = globalThis as unknown as Scope;

locateStockBinaries();
scope.onmessage = async ({ data: simd }) => scope.postMessage(await train(simd));
