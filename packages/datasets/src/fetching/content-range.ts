/** The part of a file that an answer says it is. */
export interface ContentRange {
  readonly start: number;
  /** Length of the whole file, if the server says it. */
  readonly total: number | undefined;
}

/**
 * Reads `Content-Range: bytes 100-199/1000` (RFC 9110, 14.4); undefined if there is none or it says something else.
 * `bytes * /1000`, which comes with status 416, reads as a part that starts where the file ends.
 */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const unsatisfied = /^bytes \*\/(\d+)$/.exec(header?.trim() ?? '');
  if (unsatisfied !== null) return { start: Number(unsatisfied[1]), total: Number(unsatisfied[1]) };
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header?.trim() ?? '');
  if (found === null) return undefined;
  const [start, end, total] = [Number(found[1]), Number(found[2]), found[3] === '*' ? undefined : Number(found[3])];
  if (end < start || (total !== undefined && end >= total)) return undefined;
  return { start, total };
}
