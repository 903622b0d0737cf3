import * as tf from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';
import { requireBrowser } from '../browser.ts';
import { missingPackage } from '../missing-package.ts';
import type { Driver } from './driver.ts';

/** The stock WebGL backend, with the one setting under which its gradients are right. */
export const webgl: Driver = {
  name: 'webgl',
  engineName: 'webgl',
  async load() {
    await this.check();
    // With packed textures handed from kernel to kernel, the stock backend's gradients of a small CNN are wrong from the
    // second SGD step on; a result that is unpacked at once is right, and packed arithmetic stays in use.
    tf.env().set('WEBGL_LAZILY_UNPACK', false);
  },
  async finish() {
    const { version_webgl } = await importStock();
    return { device: rendererName(), threads: 1, version: version_webgl };
  },
  async check() {
    requireBrowser('webgl');
    await importStock();
    if (tf.env().getNumber('WEBGL_VERSION') === 0) {
      throw new BackendError('no-device', 'webgl: this browser gives no WebGL context');
    }
  },
};

/** Literal and in a `try`, so that bundlers take the package where it is and go on without where it is not. */
async function importStock(): Promise<typeof import('@tensorflow/tfjs-backend-webgl')> {
  try {
    return await import('@tensorflow/tfjs-backend-webgl');
  } catch (cause) {
    throw missingPackage('webgl', '@tensorflow/tfjs-backend-webgl', { cause });
  }
}

interface GraphicsContext {
  readonly RENDERER: number;
  getExtension(name: 'WEBGL_debug_renderer_info'): { readonly UNMASKED_RENDERER_WEBGL: number } | null;
  getParameter(parameter: number): unknown;
}

function rendererName(): string {
  const { gl } = (tf.backend() as unknown as { readonly gpgpu: { readonly gl: GraphicsContext } }).gpgpu;
  const parameter = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER;
  return String(gl.getParameter(parameter) ?? 'WebGL');
}
