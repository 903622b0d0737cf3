import sharp from 'sharp';

/** A picture of one colour as a file. */
export function drawnPicture(
  background: string,
  {
    format = 'jpeg',
    width = 30,
    height = 20,
  }: { format?: 'jpeg' | 'png' | 'webp' | 'gif'; width?: number; height?: number } = {},
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}
