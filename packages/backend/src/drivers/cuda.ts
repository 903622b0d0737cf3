import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';
import { cudaDeviceName } from '../cuda/device-name.ts';
import { PACKAGE, requireNodeGpu } from '../cuda/node-gpu.ts';
import { probeInChild } from '../cuda/probe.ts';
import { repairNodeUtil } from '../cuda/repair-node-util.ts';
import { type NodeBackend, requireCudaDevice, tensorflowVersion } from '../cuda/require-device.ts';
import { findPackage } from '../installed-package.ts';
import { missingPackage } from '../missing-package.ts';
import { isNode } from '../node.ts';
import type { Driver } from './driver.ts';

const ENGINE_NAME = 'tensorflow';

/** Once loaded without a device, TensorFlow will not find one later in this process. */
let failure: BackendError | undefined;

/** TensorFlow on an NVIDIA card, by the optional package tfjs-node-gpu. */
export const cuda: Driver = {
  name: 'cuda',
  engineName: ENGINE_NAME,
  async load() {
    requireNode();
    if (failure !== undefined) throw failure;
    repairNodeUtil();
    if (tf.findBackendFactory(ENGINE_NAME) !== null) {
      requireCudaDevice(nodeBackend());
      return;
    }
    try {
      requireNodeGpu();
      requireCudaDevice(nodeBackend());
    } catch (error) {
      dropRegistration(error);
      throw error;
    }
  },
  async finish() {
    const backend = tf.backend() as NodeBackend;
    return { device: cudaDeviceName(), threads: 1, version: tensorflowVersion(backend) };
  },
  async check() {
    requireNode();
    if (failure !== undefined) throw failure;
    if (tf.findBackendFactory(ENGINE_NAME) !== null) {
      requireCudaDevice(nodeBackend());
      return;
    }
    const found = findPackage(PACKAGE);
    if (found === undefined) throw missingPackage('cuda', PACKAGE);
    await probeInChild(found.path);
  },
};

function nodeBackend(): NodeBackend | null {
  return tf.findBackend(ENGINE_NAME) as NodeBackend | null;
}

/** A package that loaded without use has registered its backend all the same, above all others in priority. */
function dropRegistration(error: unknown): void {
  if (tf.findBackendFactory(ENGINE_NAME) === null) return;
  if (error instanceof BackendError) failure = error;
  tf.removeBackend(ENGINE_NAME);
}

function requireNode(): void {
  if (!isNode()) {
    throw new BackendError(
      'unsupported-environment',
      "cuda: runs in Node only; in a browser use 'wasm', 'webgl', 'webgpu' or 'cpu'",
    );
  }
}
