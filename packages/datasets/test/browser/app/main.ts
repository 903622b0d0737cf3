import { DatasetError, type ImageRequest, imageDecoder, loadImageFolder } from '@gradlab/datasets';

/** What the test calls from outside the page, where bytes are lists of numbers. */
export interface App {
  /** The pixels, or the code and message of the error. */
  readonly decode: (
    file: readonly number[],
    request: ImageRequest,
    options?: { readonly maxPixels?: number },
  ) => Promise<readonly number[] | string>;
  /** Classes, files and pixels of what a page's `<input>` would give. */
  readonly loadFiles: (files: Readonly<Record<string, readonly number[]>>) => Promise<unknown>;
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
  loadFiles: async (contents) => {
    const files = Object.entries(contents).map(([name, bytes]) => new File([Uint8Array.from(bytes)], name));
    const { y, files: names, skipped, x } = await loadImageFolder({ files, imageSize: [1, 2], onCorrupt: 'skip' });
    return { y: [...y.data], classNames: y.classNames, names, skipped, x: [...x.data] };
  },
};

Object.assign(globalThis, { app });
