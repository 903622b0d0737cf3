import Papa from 'papaparse';
import { DatasetError } from '../dataset-error.ts';

/** A CSV file as text cells. */
export interface Table {
  readonly columns: readonly string[];
  /** As many cells in each row as there are columns, without the spaces around them. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads RFC 4180 text. Lines that are empty are left out.
 *
 * @param name for messages
 * @param columns of a file without a header; else the first line names them
 * @throws {@link DatasetError} `malformed` for a quote without an end, a row with another number of cells, or column names that are
 * empty or come twice
 */
export function parseTable(
  name: string,
  text: string,
  { delimiter, columns }: { readonly delimiter: string; readonly columns?: readonly string[] | undefined },
): Table {
  const withoutMark = text.replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<string[]>(withoutMark, { delimiter });
  const [error] = errors;
  if (error !== undefined) {
    const before = data.slice(0, error.row).filter(isThere).length;
    const row = columns === undefined ? before : before + 1;
    throw malformed(name, `${error.message} in ${row === 0 ? 'the header' : `row ${row}`}`);
  }
  const cells = data.filter(isThere).map((row) => row.map((cell) => cell.trim()));
  const [header = [], ...rest] = columns === undefined ? cells : [[...columns], ...cells];
  requireNames(name, header);
  for (const [i, row] of rest.entries()) {
    if (row.length !== header.length) {
      throw malformed(name, `row ${i + 1} must have ${header.length} cells, as there are columns, got ${row.length}`);
    }
  }
  return { columns: header, rows: rest };
}

/** Of an empty line nothing is there. */
function isThere(row: readonly string[]): boolean {
  return row.length > 1 || row[0] !== '';
}

function requireNames(name: string, header: readonly string[]): void {
  if (header.length === 0) throw malformed(name, 'a header was expected, got an empty file');
  for (const [i, column] of header.entries()) {
    if (column === '') throw malformed(name, `column ${i + 1} must have a name, got an empty cell`);
    if (header.indexOf(column) < i) throw malformed(name, `column names must be distinct, got ${column} twice`);
  }
}

function malformed(name: string, reason: string): DatasetError {
  return new DatasetError('malformed', `${name}: ${reason}`);
}
