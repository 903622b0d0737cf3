/** Bytes of the header's length at the start of a file: an unsigned 64-bit little-endian integer. */
export const LENGTH_BYTES = 8;

/** The reference implementation refuses a longer header; a longer one is an attack on the parser, not a model. */
export const MAX_HEADER_BYTES = 100_000_000;

/** The header is padded with spaces to a multiple of this, so that the data after it is aligned. */
export const HEADER_ALIGNMENT = 8;

/** The header's key for free text. */
export const METADATA_KEY = '__metadata__';

/**
 * Names that no tensor may have: the first is the format's own, the second would set the prototype of a plain object that
 * somebody copies the tensors into.
 */
export const RESERVED_NAMES: readonly string[] = [METADATA_KEY, '__proto__'];
