import { expect, it } from 'vitest';
import { asCount, asHundredths, asPercent, asThousandths } from './format.ts';

it('writes numbers as readers want them', () => {
  expect([asCount(2066), asPercent(0.9731), asThousandths(0.0912)]).toEqual(['2,066', '97.3%', '0.091']);
  expect([-1.25, -0.004, 0.004].map(asHundredths)).toEqual(['\u22121.25', '0.00', '0.00']);
});
