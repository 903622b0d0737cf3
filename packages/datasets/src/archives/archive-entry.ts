/** A file of an archive. */
export interface ArchiveEntry {
  /** Its path inside the archive, with slashes; never absolute, never with `..`. */
  readonly name: string;
  /** Its content, decompressed; the caller's own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What an archive may hold at most; one that holds more is refused before the memory for it is taken. */
export interface ArchiveLimits {
  /** Of one entry, decompressed. */
  readonly maxEntryBytes: number;
  /** Of all wanted entries together, decompressed. */
  readonly maxTotalBytes: number;
  /** Wanted or not, folders included. */
  readonly maxEntries: number;
}

export interface ArchiveOptions {
  /** What to call the archive in messages. */
  readonly name: string;
  readonly limits: ArchiveLimits;
  /** Which entries to read, by their names; the others are passed over. Default: all. */
  readonly wanted?: (entry: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}
