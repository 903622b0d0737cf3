/**
 * Paints numbers as grey pixels, one each; the style sheet makes them larger.
 *
 * @param canvas is given the picture's size
 * @param shade the grey value, 0 to 255, of pixel `i`, counted row by row
 */
export function paintGrey(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
  shade: (i: number) => number,
): void {
  canvas.width = width;
  canvas.height = height;
  const picture = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const value = shade(i);
    picture.data.set([value, value, value, 255], 4 * i);
  }
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
}
