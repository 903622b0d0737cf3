import { BackendError } from '../backend-error.ts';
import { requireBrowser } from '../browser.ts';
import { missingPackage, TFJS_VERSION } from '../missing-package.ts';
import type { Driver } from './driver.ts';

/** The stock WebGPU backend, as it is. */
export const webgpu: Driver = {
  name: 'webgpu',
  engineName: 'webgpu',
  async load() {
    await this.check();
  },
  async finish() {
    return { device: adapterName(await requestAdapter()), threads: 1, version: TFJS_VERSION };
  },
  async check() {
    requireBrowser('webgpu');
    if ((await requestAdapter()) === null) {
      throw new BackendError('no-device', 'webgpu: this browser gives no WebGPU adapter');
    }
    await importStock();
  },
};

async function importStock(): Promise<void> {
  try {
    await import('@tensorflow/tfjs-backend-webgpu');
  } catch (cause) {
    throw missingPackage('webgpu', '@tensorflow/tfjs-backend-webgpu', { cause });
  }
}

interface Adapter {
  readonly info?: { readonly vendor?: string; readonly architecture?: string; readonly description?: string };
}

async function requestAdapter(): Promise<Adapter | null> {
  const { navigator } = globalThis as {
    readonly navigator?: { readonly gpu?: { requestAdapter(): Promise<Adapter | null> } };
  };
  return (await navigator?.gpu?.requestAdapter()) ?? null;
}

function adapterName(adapter: Adapter | null): string {
  const { vendor = '', architecture = '', description = '' } = adapter?.info ?? {};
  return description || `${vendor} ${architecture}`.trim() || 'WebGPU';
}
