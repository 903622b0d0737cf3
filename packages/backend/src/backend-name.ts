/** Each backend by the word that chooses it. */
export type BackendName = 'wasm' | 'cuda' | 'cpu' | 'webgl' | 'webgpu';

export const BACKEND_NAMES: readonly BackendName[] = ['wasm', 'cuda', 'cpu', 'webgl', 'webgpu'];
