import { element } from '../page/element.ts';
import { asHundredths, asPercent } from '../page/format.ts';
import type { Recognition } from '../worker/contract.ts';

/** What a network says, in a sentence. */
export function predictionOf({ probabilities }: Recognition): string {
  const best = Math.max(...probabilities);
  return `This looks like a ${probabilities.indexOf(best)} (${asPercent(best)}).`;
}

/**
 * The table of the ten digits: a bar for eyes, numbers for everybody.
 *
 * @returns what fills it; undefined empties it
 */
export function createProbabilityTable(): (recognition: Recognition | undefined) => void {
  const rows = Array.from({ length: 10 }, (_, digit) => createRow(digit));
  element('probabilities', HTMLTableSectionElement).replaceChildren(...rows.map(({ row }) => row));
  return (recognition) => {
    const best = recognition && Math.max(...recognition.probabilities);
    for (const [digit, { row, bar, share, logit }] of rows.entries()) {
      const [p, z] = [recognition?.probabilities[digit], recognition?.logits[digit]];
      bar.style.setProperty('--share', String(p ?? 0));
      row.classList.toggle('best', p !== undefined && p === best);
      write(share, p, asPercent);
      write(logit, z, asHundredths);
    }
  };
}

/** The number as a reader wants it, and whole for programs. */
function write(data: HTMLDataElement, value: number | undefined, format: (value: number) => string): void {
  data.value = value === undefined ? '' : String(value);
  data.textContent = value === undefined ? '–' : format(value);
}

function createRow(digit: number) {
  const row = document.createElement('tr');
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = String(digit);
  const bar = document.createElement('span');
  bar.className = 'bar';
  const [share, logit] = [document.createElement('data'), document.createElement('data')];
  share.className = 'probability';
  logit.className = 'logit';
  row.append(name, cellOf(bar, share), cellOf(logit));
  return { row, bar, share, logit };
}

function cellOf(...children: Node[]): HTMLTableCellElement {
  const cell = document.createElement('td');
  cell.append(...children);
  return cell;
}
