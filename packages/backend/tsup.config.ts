import { definePackage } from '@gradlab-internal/tsup-config';

// Maps of the generated chunks would hold the base64 text of the WebAssembly binary once more.
export default definePackage({ index: 'src/index.ts', cli: 'src/cli.ts' }, { sourcemap: false });
