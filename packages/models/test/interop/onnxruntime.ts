import { createRequire } from 'node:module';
import { providePackage } from '@gradlab-internal/npm-cache';

interface OrtTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

interface OrtSession {
  readonly inputNames: readonly string[];
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}

/** What the tests use of ONNX Runtime. */
export interface Ort {
  readonly InferenceSession: { create(model: Uint8Array): Promise<OrtSession> };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OrtTensor;
}

/**
 * ONNX Runtime for Node, fetched once into the workspace's cache: nearly 300 MB, with libraries for every system. Its install script, which
 * would fetch CUDA's too, is not run. Where it cannot be had, undefined and a printed reason; an error in CI.
 */
export async function findOnnxRuntime(): Promise<Ort | undefined> {
  try {
    return createRequire(import.meta.url)(await providePackage('onnxruntime-node', '1.30.0'));
  } catch (error) {
    if (process.env.CI) throw error;
    console.warn(`skipped: onnxruntime-node cannot be had: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** What ONNX Runtime gives for one input. */
export async function runOnnx(
  { InferenceSession, Tensor }: Ort,
  model: Uint8Array,
  data: Float32Array,
  shape: readonly number[],
): Promise<Readonly<Record<string, OrtTensor>>> {
  const session = await InferenceSession.create(model);
  try {
    return await session.run({ input: new Tensor('float32', data, shape) });
  } finally {
    await session.release();
  }
}
