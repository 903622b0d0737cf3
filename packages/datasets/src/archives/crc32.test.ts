import { expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

const bytes = new TextEncoder().encode('123456789');

it('gives the published check value', () => {
  // Of the catalogue of CRCs (CRC-32/ISO-HDLC): https://reveng.sourceforge.io/crc-catalogue/17plus.htm
  expect(crc32(bytes)).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

it('goes on piece by piece', () => {
  expect(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4)))).toBe(0xcbf43926);
});
