import type { Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import type { EntryQuota } from './entry-quota.ts';
import { joinPieces } from './join-pieces.ts';
import { malformed } from './malformed.ts';
import { isDeflated, type ZipSizes } from './zip-records.ts';

// Deflate expands at most 1,032-fold, and fflate hands over all that a piece becomes at once: so much may pass a limit.
const PIECE_BYTES = 8 * 1024;

/** Decompresses the content of one entry of a zip as it comes, counts it, and checks it against what is declared. */
export class EntryContent {
  readonly #archive: string;
  readonly #entry: string;
  readonly #quota: EntryQuota;
  readonly #inflate: Inflate | undefined;
  readonly #pieces: Uint8Array[] = [];
  #compressed = 0;
  #length = 0;
  #crc = 0;

  constructor(archive: string, entry: string, quota: EntryQuota, method: number, Inflater: typeof Inflate) {
    this.#archive = archive;
    this.#entry = entry;
    this.#quota = quota;
    this.#inflate = isDeflated(method) ? new Inflater((piece) => this.#add(piece)) : undefined;
  }

  push(piece: Uint8Array): void {
    this.#compressed += piece.length;
    if (this.#inflate === undefined) {
      // The source may use its memory again for what it yields next.
      this.#add(piece.slice());
      return;
    }
    for (let at = 0; at < piece.length; at += PIECE_BYTES) {
      this.#decompress(piece.subarray(at, at + PIECE_BYTES), false);
    }
  }

  /**
   * The whole content.
   *
   * @throws {@link DatasetError} `malformed` if it is not what was declared
   */
  finish(declared: ZipSizes): Uint8Array<ArrayBuffer> {
    if (this.#inflate !== undefined) this.#decompress(new Uint8Array(0), true);
    this.#require('bytes compressed', declared.compressed, this.#compressed);
    this.#require('bytes', declared.uncompressed, this.#length);
    this.#require('as its CRC-32', declared.crc, this.#crc);
    return joinPieces(this.#pieces);
  }

  #decompress(piece: Uint8Array, final: boolean): void {
    try {
      this.#inflate?.push(piece, final);
    } catch (cause) {
      // Errors of fflate have a number; what exceeds a limit has its own message.
      if (!(cause instanceof Error && typeof (cause as { code?: unknown }).code === 'number')) throw cause;
      throw malformed(this.#archive, `${this.#entry} cannot be decompressed (${cause.message})`, cause);
    }
  }

  #add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    this.#quota.check(this.#entry, this.#length);
    this.#crc = crc32(piece, this.#crc);
    this.#pieces.push(piece);
  }

  #require(what: string, declared: number, actual: number): void {
    if (declared !== actual) {
      throw malformed(this.#archive, `${this.#entry} declares ${declared} ${what}, and has ${actual}`);
    }
  }
}
