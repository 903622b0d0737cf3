import type { KernelHost } from '../kernel-host.ts';
import type { Convolution, ConvolutionTarget, FilterLayout } from './convolution.ts';
import { convolveDirectly } from './convolve-directly.ts';
import { winogradConvolve, winogradPays } from './winograd.ts';

/** activation(bias + x ∗ filter), by whichever way should be faster for its sizes. Infinities reach the same outputs either way. */
export function convolve(host: KernelHost, conv: Convolution, filter: FilterLayout, target: ConvolutionTarget): void {
  if (winogradPays(conv) && winogradConvolve(host, conv, filter, target)) return;
  convolveDirectly(host, conv, filter, target);
}
