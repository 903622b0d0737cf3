import { nodeModule } from '../node.ts';

/** TensorFlow does not hand the name of its device to JavaScript; with a single card the driver's tool names it. */
export function cudaDeviceName(): string {
  const { spawnSync } = nodeModule('node:child_process');
  const query = ['--query-gpu=name', '--format=csv,noheader'];
  const { stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 10_000 });
  const cards = (stdout ?? '').split('\n').filter((line) => line.trim() !== '');
  return cards.length === 1 && cards[0] !== undefined ? cards[0].trim() : 'CUDA device 0';
}
