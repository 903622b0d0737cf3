import { DatasetError } from '../dataset-error.ts';

type ImageFormat = 'JPEG' | 'PNG' | 'WebP';

// What comes where a picture was meant: named, so that a message says more than "not a picture".
const OTHERS: readonly (readonly [name: string, start: string])[] = [
  ['a GIF', 'GIF8'],
  ['a BMP', 'BM'],
  ['a TIFF', 'II*\0'],
  ['a TIFF', 'MM\0*'],
  ['a zip archive', 'PK\x03\x04'],
  ['a PDF', '%PDF'],
  ['a text of HTML or XML', '<'],
];

/**
 * The format by the first bytes of a file, whatever its name. Only these three go on to a decoder: the libraries behind it read many
 * more, from SVG to PDF, and a folder of photos is no place to meet them.
 *
 * @throws {@link DatasetError} `malformed` that says what it is instead
 */
export function requireImageFormat(bytes: Uint8Array): ImageFormat {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'WebP';
  const found = bytes.length === 0 ? 'an empty file' : OTHERS.find(([, other]) => start.startsWith(other))?.[0];
  throw new DatasetError('malformed', `expected a JPEG, PNG or WebP, got ${found ?? 'something else'}`);
}
