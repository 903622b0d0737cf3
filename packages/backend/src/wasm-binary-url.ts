import { wasmBase64 } from './generated/wasm-binary.js';

let url: string | undefined;

/**
 * A URL of the stock backend's SIMD binary, for browsers. The binary comes as text in a JavaScript chunk because that is
 * the one kind of file that every bundler carries along unasked.
 */
export function wasmBinaryUrl(): string {
  // Kept for the life of the page: the binary is fetched when the backend starts, and again after tf.removeBackend.
  url ??= URL.createObjectURL(new Blob([decode(wasmBase64)], { type: 'application/wasm' }));
  return url;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
