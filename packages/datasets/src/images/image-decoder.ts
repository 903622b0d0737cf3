/** How a picture comes to the size that is asked for. */
export type ImageFit = 'cover' | 'stretch';

/** What pixels are wanted of a picture. */
export interface ImageRequest {
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /**
   * `'cover'` keeps the proportions: the picture is scaled until it just covers the size, then its middle is cut out (torchvision's
   * `Resize` of the short edge and `CenterCrop`). `'stretch'` keeps all of the picture and not its proportions.
   */
  readonly fit: ImageFit;
  /** 3: red, green, blue. 1: the luma of ITU-R BT.601, as Pillow's `convert('L')`. */
  readonly channels: 1 | 3;
}

/**
 * What makes pixels of JPEG, PNG and WebP files. `imageDecoder` gives the platform's; loaders take any other as their option `decoder`.
 */
export interface ImageDecoder {
  /** Name and version. Pixels that were kept on a disk are used again only where it is the same. */
  readonly version: string;
  /** How many pictures a loader may have decoded at once: the bound on its memory. */
  readonly concurrency: number;
  /**
   * @param bytes the whole file
   * @param request size, fit and channels
   * @returns `height * width * channels` values, row by row, channels last
   * @throws whatever its reason: a loader takes any failure to mean that the picture is corrupt
   */
  decode(bytes: Uint8Array, request: ImageRequest): Promise<Uint8Array>;
}
