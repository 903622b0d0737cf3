/** A line for the person who watches. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
