/**
 * Grey from red, green and blue: 0.299 R + 0.587 G + 0.114 B, rounded, in the integers that Pillow's `convert('L')` uses. A grey pixel keeps
 * its value.
 *
 * @param rgb three values a pixel
 * @see Recommendation ITU-R BT.601
 */
export function luma(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3);
  for (let i = 0, at = 0; i < grey.length; i++, at += 3) {
    const [red = 0, green = 0, blue = 0] = [rgb[at], rgb[at + 1], rgb[at + 2]];
    grey[i] = (19595 * red + 38470 * green + 7471 * blue + 32768) >>> 16;
  }
  return grey;
}
