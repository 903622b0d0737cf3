import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

// The stock backend's own files, as Vite serves them; this package's kernels need no path.
setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
