import type { ImageRequest } from './image-decoder.ts';

/** To which size to scale a picture, and which window of the result to keep. */
export interface FitGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/**
 * `cover` as torchvision has it: `Resize(short edge)` rounds the long edge down, `CenterCrop` rounds half a pixel to the even side.
 *
 * @param width of the picture as it is seen, upright
 * @param height likewise
 */
export function fitGeometry(width: number, height: number, request: Omit<ImageRequest, 'channels'>): FitGeometry {
  const wanted = { width: request.width, height: request.height, left: 0, top: 0 };
  if (request.fit === 'stretch') return wanted;
  if (width * request.height <= height * request.width) {
    const scaled = Math.max(request.height, Math.floor((height * request.width) / width));
    return { ...wanted, height: scaled, top: halfToEven(scaled - request.height) };
  }
  const scaled = Math.max(request.width, Math.floor((width * request.height) / height));
  return { ...wanted, width: scaled, left: halfToEven(scaled - request.width) };
}

function halfToEven(size: number): number {
  return size % 2 === 0 ? size / 2 : 2 * Math.round(size / 4);
}
