import { malformed } from './malformed.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The name of an entry as a path that stays inside the folder it is unpacked into.
 *
 * Refused are absolute names, the part `..`, colons (`C:x` is absolute on Windows, `x:y` a hidden stream), backslashes, which are
 * separators there alone, NUL, and bytes that are not UTF-8. A leading `./`, as tar writes it, and empty parts are left out.
 *
 * @param archive its name, for messages
 * @throws {@link DatasetError} `malformed`
 */
export function entryName(archive: string, raw: Uint8Array | string): string {
  const name = typeof raw === 'string' ? raw : decode(archive, raw);
  const refuse = (reason: string): never => {
    throw malformed(archive, `an entry's name ${reason}, got ${JSON.stringify(name.slice(0, 200))}`);
  };
  if (name.includes('\0')) refuse('must not hold NUL');
  if (name.includes('\\')) refuse('must have slashes, not backslashes');
  if (name.includes(':')) refuse('must not hold a colon, which on Windows names a drive or a stream');
  if (name.startsWith('/')) refuse('must not be absolute');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) refuse('must not lead out of the archive');
  return parts.join('/');
}

function decode(archive: string, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw malformed(archive, "an entry's name must be UTF-8", cause);
  }
}
