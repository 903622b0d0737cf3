import { defineConfig } from 'vite';

export default defineConfig({
  // Addresses relative to the page, so that the built folder can be served from anywhere.
  base: './',
  // The worker loads its backend when it starts, in chunks of its own.
  worker: { format: 'es' },
  build: { target: 'es2022' },
});
