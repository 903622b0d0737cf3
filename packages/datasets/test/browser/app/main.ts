import { DatasetError, type ImageRequest, imageDecoder } from '@gradlab/datasets';

/** What the test calls from outside the page, where bytes are lists of numbers. */
export interface App {
  /** The pixels, or the code and message of the error. */
  readonly decode: (
    file: readonly number[],
    request: ImageRequest,
    options?: { readonly maxPixels?: number },
  ) => Promise<readonly number[] | string>;
}

const app: App = {
  decode: async (file, request, options) => {
    const decoder = await imageDecoder(options);
    try {
      return [...(await decoder.decode(Uint8Array.from(file), request))];
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      return `${error.code}: ${error.message}`;
    }
  },
};

Object.assign(globalThis, { app });
