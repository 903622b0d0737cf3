export const PARITY = 0x1bd11bda;
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

/** Two unsigned 32-bit words. */
export type Words = readonly [number, number];

/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64-bit blocks that passes BigCrush.
 *
 * @param key two unsigned 32-bit words
 * @param counter two unsigned 32-bit words
 * @returns two unsigned 32-bit words
 * @see Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011.
 */
export function threefry2x32(key: Words, counter: Words): [number, number] {
  const schedule = [key[0], key[1], key[0] ^ key[1] ^ PARITY] as const;
  let x0 = (counter[0] + schedule[0]) | 0;
  let x1 = (counter[1] + schedule[1]) | 0;
  for (let group = 0; group < 5; group++) {
    for (const rotation of ROTATIONS[(group & 1) as 0 | 1]) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    // After each four rounds the next two of the three key words go in, with the number of the injection.
    x0 = (x0 + scheduleWord(schedule, group + 1)) | 0;
    x1 = (x1 + scheduleWord(schedule, group + 2) + group + 1) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

function scheduleWord(schedule: readonly [number, number, number], index: number): number {
  return schedule[(index % 3) as 0 | 1 | 2];
}
