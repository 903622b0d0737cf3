import { type Outcome, train } from '../../train.ts';
import { locateStockBinaries } from './stock-binary.ts';

/** What the test calls from outside the page. */
export interface App {
  readonly train: typeof train;
  readonly trainInWorker: typeof train;
}

interface WorkerOfPage {
  onmessage: (event: { readonly data: Outcome }) => void;
  onerror: (event: { readonly message: string }) => void;
  postMessage(simd: string): void;
  terminate(): void;
}

declare const Worker: new (url: URL, options: { readonly type: 'module' }) => WorkerOfPage;

function trainInWorker(simd: string): Promise<Outcome> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage(simd);
  return outcome.finally(() => worker.terminate());
}

locateStockBinaries();
Object.assign(globalThis, { app: { train, trainInWorker } satisfies App });
