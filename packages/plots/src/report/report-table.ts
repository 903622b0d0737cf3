import { describeValue, requireOneOf } from '@gradlab-internal/checks';
import { cleanLine, cleanText, escapeMarkup } from '../text/clean-text.ts';
import { numberWriter } from '../text/number-format.ts';
import type { Cell, Column, TableBlock } from './report-options.ts';

interface ReadColumn {
  readonly label: string;
  readonly align: 'left' | 'right' | 'center';
  readonly write: (value: number) => string;
}

function readColumn(column: Column, index: number, rows: readonly (readonly Cell[])[], at: string): ReadColumn {
  const name = `${at}.columns[${index}]`;
  const given = rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
  const usual = given.length > 0 && given.every((cell) => typeof cell === 'number') ? 'right' : 'left';
  return {
    label: cleanLine('report', `${name}.label`, column.label),
    align: requireOneOf('report', `${name}.align`, column.align ?? usual, ['left', 'right', 'center']),
    write: numberWriter('report', `${name}.format`, column),
  };
}

function cellText(cell: Cell, { write }: ReadColumn, name: string): string {
  if (cell === null) return '–';
  if (typeof cell === 'number') return write(cell);
  if (typeof cell === 'string') return cleanText('report', name, cell);
  throw new TypeError(`report: ${name} must be a string, a number or null, got ${describeValue(cell)}`);
}

function checkRows(rows: unknown, width: number, at: string): void {
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw new TypeError(`report: ${at}.rows must be an array of arrays, got ${describeValue(rows)}`);
  }
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    const { length } = rows[odd] ?? [];
    throw new RangeError(`report: ${at}.rows[${odd}] must have ${width} cells, one a column, got ${length}`);
  }
}

/** A table, with its caption above and its column and row headers marked as such. */
export function writeTable(
  { caption, columns, rows, rowHeaders = true }: TableBlock,
  at: string,
  number: number,
): string {
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new RangeError(`report: ${at}.columns must hold at least one column, got ${describeValue(columns)}`);
  }
  checkRows(rows, columns.length, at);
  const read = columns.map((column, i) => readColumn(column, i, rows, at));
  const title = escapeMarkup(cleanLine('report', `${at}.caption`, caption));
  const head = read.map(({ label, align }) => `<th scope="col" class="${align}">${escapeMarkup(label)}</th>`);
  const cell = (value: Cell, column: ReadColumn, i: number, row: number): string => {
    const tag = rowHeaders && i === 0 ? ['th scope="row"', 'th'] : ['td', 'td'];
    const text = escapeMarkup(cellText(value, column, `${at}.rows[${row}][${i}]`));
    return `<${tag[0]} class="${column.align}">${text}</${tag[1]}>`;
  };
  const body = rows.map((row, r) => `<tr>${read.map((column, i) => cell(row[i] ?? null, column, i, r)).join('')}</tr>`);
  return [
    `<div class="table" role="region" tabindex="0" aria-labelledby="table-${number}"><table>`,
    `<caption id="table-${number}"><span><b>Table ${number}.</b> ${title}</span></caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
  ].join('\n');
}
