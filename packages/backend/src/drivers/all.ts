import type { BackendName } from '../backend-name.ts';
import { cpu } from './cpu.ts';
import { cuda } from './cuda.ts';
import type { Driver } from './driver.ts';
import { wasm } from './wasm.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

export const DRIVERS: Readonly<Record<BackendName, Driver>> = { wasm, cuda, cpu, webgl, webgpu };
