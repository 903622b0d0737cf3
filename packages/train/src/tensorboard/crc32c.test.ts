import { expect, it } from 'vitest';
import { crc32c, maskedCrc32c } from './crc32c.ts';

// RFC 3720, appendix B.4, and the check value of the polynomial.
it.each([
  { name: 'zeros', bytes: new Uint8Array(32), crc: 0x8a9136aa },
  { name: 'ones', bytes: new Uint8Array(32).fill(0xff), crc: 0x62a8ab43 },
  { name: 'rising', bytes: Uint8Array.from({ length: 32 }, (_, i) => i), crc: 0x46dd794e },
  { name: 'falling', bytes: Uint8Array.from({ length: 32 }, (_, i) => 31 - i), crc: 0x113fdb5c },
  { name: 'digits', bytes: new TextEncoder().encode('123456789'), crc: 0xe3069283 },
  { name: 'nothing', bytes: new Uint8Array(), crc: 0 },
])('is that of the specification for $name', ({ bytes, crc }) => {
  expect(crc32c(bytes)).toBe(crc);
});

it('masks by turning and adding', () => {
  expect(maskedCrc32c(new Uint8Array())).toBe(0xa282ead8);
  const crc = 0xe3069283n;
  const masked = (((crc >> 15n) | (crc << 17n)) & 0xffffffffn) + 0xa282ead8n;
  expect(BigInt(maskedCrc32c(new TextEncoder().encode('123456789')))).toBe(masked & 0xffffffffn);
});
