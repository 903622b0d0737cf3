/** A picture of one channel, row by row. */
export interface Grey {
  readonly height: number;
  readonly width: number;
  readonly data: Float64Array;
}

/**
 * Scales a picture so that each new pixel is the mean of the old ones under its area: it neither loses thin strokes when it
 * shrinks nor needs a separate blur against aliasing.
 */
export function resizeArea(picture: Grey, height: number, width: number): Grey {
  return transpose(resizeRows(transpose(resizeRows(picture, height)), width));
}

function resizeRows({ height, width, data }: Grey, newHeight: number): Grey {
  const made = new Float64Array(newHeight * width);
  const scale = height / newHeight;
  for (let row = 0; row < newHeight; row++) {
    const [from, to] = [row * scale, (row + 1) * scale];
    for (let old = Math.floor(from); old < Math.min(height, Math.ceil(to)); old++) {
      const share = (Math.min(to, old + 1) - Math.max(from, old)) / scale;
      for (let x = 0; x < width; x++) {
        made[row * width + x] = (made[row * width + x] ?? 0) + share * (data[old * width + x] ?? 0);
      }
    }
  }
  return { height: newHeight, width, data: made };
}

function transpose({ height, width, data }: Grey): Grey {
  const turned = Float64Array.from(data, (_, i) => data[(i % height) * width + Math.floor(i / height)] ?? 0);
  return { height: width, width: height, data: turned };
}
