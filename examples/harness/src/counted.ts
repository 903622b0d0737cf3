/** A number of things in a sentence: `1 epoch`, `2,000 epochs`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;
}
