export { useStockCpu } from './cpu.ts';
export { sharedDataDirectory } from './data.ts';
export { type Leak, leakOf } from './leak.ts';
