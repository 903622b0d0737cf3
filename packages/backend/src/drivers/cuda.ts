import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';
import { cudaDeviceName } from '../cuda/device-name.ts';
import { PACKAGE, requireNodeGpu } from '../cuda/node-gpu.ts';
import { probeInChild } from '../cuda/probe.ts';
import { describeStockNode, type NodeBackend, requireCudaDevice } from '../cuda/require-device.ts';
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
    const ours = tf.findBackendFactory(ENGINE_NAME) === null;
    if (ours) requireNodeGpu();
    try {
      requireCudaDevice(tf.findBackend(ENGINE_NAME) as NodeBackend | null);
    } catch (error) {
      if (ours && error instanceof BackendError) {
        failure = error;
        if (tf.findBackendFactory(ENGINE_NAME) !== null) tf.removeBackend(ENGINE_NAME);
      }
      throw error;
    }
  },
  async finish() {
    const backend = tf.backend() as NodeBackend;
    return { device: cudaDeviceName(), threads: 1, version: describeStockNode(backend) };
  },
  async check() {
    requireNode();
    if (failure !== undefined) throw failure;
    if (tf.findBackendFactory(ENGINE_NAME) !== null) {
      requireCudaDevice(tf.findBackend(ENGINE_NAME) as NodeBackend | null);
      return;
    }
    const found = findPackage(PACKAGE);
    if (found === undefined) throw missingPackage('cuda', PACKAGE);
    await probeInChild(found.path);
  },
};

function requireNode(): void {
  if (!isNode()) {
    throw new BackendError(
      'unsupported-environment',
      "cuda: runs in Node only; in a browser use 'wasm', 'webgl', 'webgpu' or 'cpu'",
    );
  }
}
