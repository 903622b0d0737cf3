import type { Patience } from './patience.ts';

/** How far the download of one file is. */
export interface DownloadProgress {
  readonly file: string;
  readonly url: string;
  /** Bytes that are here, those of an earlier attempt included. */
  readonly loaded: number;
  /** Bytes to come in all, if they are known. */
  readonly total?: number;
}

/** What every loader offers that can download: where files come from, and how. */
export interface FetchOptions {
  /** A folder that holds the files; nothing else is looked at then, and nothing is downloaded. Node only. */
  readonly directory?: string;
  /** Where downloads are kept, instead of `GRADLAB_CACHE_DIR` or the platform's cache folder. Node only. */
  readonly cacheDirectory?: string;
  /** Forbids downloads. Default false. */
  readonly offline?: boolean;
  /** Stops the loader, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as bytes arrive. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Base URLs to try in turn, instead of the well-known ones. */
  readonly mirrors?: readonly string[];
}

/** What the download of one file needs to know. */
export interface DownloadOptions {
  readonly mirrors: readonly string[];
  readonly patience?: Patience;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** The same where files are kept. */
export interface FetchFileOptions extends DownloadOptions {
  readonly offline: boolean;
}
