import { describeValue } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { decodeSafetensors } from '../decode.ts';
import { encodeSafetensors } from '../encode.ts';
import { SafetensorsError } from '../error.ts';
import { fromModelFile, toModelFile } from './model-file.ts';
import { saveResult } from './result.ts';

/**
 * Loads a TensorFlow.js model from a `Blob`, such as the `File` that a user picks in a browser or that IndexedDB keeps.
 *
 * @param blob content of a safetensors file that a handler of this package saved
 * @returns a handler for `loadLayersModel`; it throws SafetensorsError for content that breaks a rule of the format or holds no model
 * @throws TypeError if `blob` is none
 */
export function safetensorsBlob(blob: Blob): Required<Pick<tf.io.IOHandler, 'load'>> {
  if (!(blob instanceof Blob)) throw new TypeError(`safetensorsBlob: blob must be a Blob, got ${describeValue(blob)}`);
  return { load: async () => fromModelFile(decodeSafetensors(new Uint8Array(await blob.arrayBuffer()))) };
}

/** Options of {@link safetensorsUrl}. */
export interface UrlOptions {
  /** Used in place of the global `fetch`: to add headers, for one. */
  readonly fetch?: (url: string | URL) => Promise<Response>;
}

/**
 * Loads a TensorFlow.js model over HTTP.
 *
 * @param url of a safetensors file that a handler of this package saved
 * @param options `fetch`
 * @returns a handler for `loadLayersModel`; it throws SafetensorsError `not-found` where the answer is no success, and for content
 * that breaks a rule of the format or holds no model
 */
export function safetensorsUrl(
  url: string | URL,
  { fetch = globalThis.fetch }: UrlOptions = {},
): Required<Pick<tf.io.IOHandler, 'load'>> {
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw new TypeError(`safetensorsUrl: url must be text or a URL, got ${describeValue(url)}`);
  }
  return {
    async load() {
      const response = await fetch(url);
      if (!response.ok) throw new SafetensorsError('not-found', `${url} answered ${response.status}`);
      return fromModelFile(decodeSafetensors(new Uint8Array(await response.arrayBuffer())));
    },
  };
}

/** What is used of a page. */
interface Page {
  createElement(tag: 'a'): { href: string; download: string; click(): void };
}

/**
 * Saves a TensorFlow.js model as a download of the page's user.
 *
 * @param fileName proposed for the download
 * @returns a handler for `model.save`; it throws SafetensorsError `no-document` where there is no page
 * @throws TypeError if `fileName` is no text
 */
export function safetensorsDownload(fileName: string): Required<Pick<tf.io.IOHandler, 'save'>> {
  if (typeof fileName !== 'string') {
    throw new TypeError(`safetensorsDownload: fileName must be text, got ${describeValue(fileName)}`);
  }
  return {
    async save(artifacts) {
      const { document } = globalThis as { readonly document?: Page };
      if (document === undefined) {
        throw new SafetensorsError('no-document', 'safetensorsDownload: needs a page, there is no document here');
      }
      const { tensors, metadata } = toModelFile(artifacts);
      const href = URL.createObjectURL(new Blob([encodeSafetensors(tensors, { metadata })]));
      Object.assign(document.createElement('a'), { href, download: fileName }).click();
      // The browser has taken its hold of the content by the next turn of the event loop.
      setTimeout(() => URL.revokeObjectURL(href));
      return saveResult(artifacts);
    },
  };
}
