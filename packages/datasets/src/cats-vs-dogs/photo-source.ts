import { DatasetError } from '../dataset-error.ts';
import type { DecodingOptions } from '../images/decode-pictures.ts';
import type { ImageRequest } from '../images/image-decoder.ts';
import type { PackedPart } from './packed-photos.ts';

/** What is asked of whatever holds the photos. */
export interface PhotoSource {
  readonly part: PackedPart | undefined;
  readonly request: ImageRequest;
  /** Whether the caller chose how photos come to their size: packed ones are stretched. */
  readonly fitIsGiven: boolean;
  /** The folder of this data set in the cache. */
  readonly cache: () => Promise<string>;
  /** Loads the decoder. */
  readonly decoding: () => Promise<DecodingOptions>;
  readonly signal: AbortSignal | undefined;
}

/** @throws {@link DatasetError} `mismatch` if a part is asked for */
export function refuseParts({ part }: PhotoSource): void {
  if (part === undefined) return;
  throw new DatasetError(
    'mismatch',
    `loadCatsVsDogs: only packed photos (64 x 64, stretched) come in parts, so there is no ${part}; leave part away and use ` +
      'split(photos, { train: 0.8, validation: 0.1, test: 0.1 }, { seed: 1, stratify: true })',
  );
}
