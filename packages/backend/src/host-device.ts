import { isNode, nodeModule } from './node.ts';

/** The processor that this program runs on; a browser does not tell, so there it is `CPU`. */
export function hostDevice(): string {
  const model = isNode() ? nodeModule('node:os').cpus()[0]?.model.trim() : undefined;
  return model === undefined || model === '' ? 'CPU' : model;
}
