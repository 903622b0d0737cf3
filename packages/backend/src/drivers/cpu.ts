import * as tf from '@tensorflow/tfjs-core';
import { hostDevice } from '../host-device.ts';
import { importPeer } from '../import-peer.ts';
import { findPackage } from '../installed-package.ts';
import { missingPackage } from '../missing-package.ts';
import { isNode } from '../node.ts';
import type { Driver } from './driver.ts';

const PACKAGE = '@tensorflow/tfjs-backend-cpu';

/** The stock backend in plain JavaScript: slow, and the reference for the others. */
export const cpu: Driver = {
  name: 'cpu',
  engineName: 'cpu',
  async load() {
    await this.check();
    await importPeer('cpu', PACKAGE, () => import('@tensorflow/tfjs-backend-cpu'));
  },
  async finish() {
    const { version_cpu } = await import('@tensorflow/tfjs-backend-cpu');
    // At its first tensor in Node the stock backend prints advice to install tfjs-node.
    Object.assign(tf.backend(), { firstUse: false });
    return { device: hostDevice(), threads: 1, version: version_cpu };
  },
  async check() {
    if (isNode() && findPackage(PACKAGE) === undefined) throw missingPackage('cpu', PACKAGE);
  },
};
