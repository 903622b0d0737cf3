import type { ArchiveLimits } from './archive-entry.ts';
import { malformed } from './malformed.ts';

/** Holds an archive to its limits: by what its headers declare, and again by what really comes. */
export class EntryQuota {
  readonly #archive: string;
  readonly #limits: ArchiveLimits;
  #entries = 0;
  #total = 0;

  constructor(archive: string, limits: ArchiveLimits) {
    this.#archive = archive;
    this.#limits = limits;
  }

  /** Another entry begins. */
  addEntry(): void {
    this.#entries += 1;
    const { maxEntries } = this.#limits;
    if (this.#entries > maxEntries) throw malformed(this.#archive, `holds more than ${maxEntries} entries`);
  }

  /** An entry is to have, or has so far, this many bytes. */
  check(entry: string, bytes: number): void {
    const { maxEntryBytes, maxTotalBytes } = this.#limits;
    if (bytes > maxEntryBytes) throw malformed(this.#archive, `${entry} has more than ${maxEntryBytes} bytes`);
    if (this.#total + bytes > maxTotalBytes) {
      throw malformed(this.#archive, `its entries have more than ${maxTotalBytes} bytes together`);
    }
  }

  /** An entry is whole. */
  addBytes(bytes: number): void {
    this.#total += bytes;
  }
}
