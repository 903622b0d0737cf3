/** Writes numbers as a reader wants them, with a true minus sign. */
function formatter(options: Intl.NumberFormatOptions): (value: number) => string {
  // What rounds to zero has no sign.
  const format = new Intl.NumberFormat('en', { ...options, signDisplay: 'negative' });
  return (value) => format.format(value).replace('-', '\u2212');
}

/** 2,066 */
export const asCount: (value: number) => string = formatter({ maximumFractionDigits: 0 });

/** 97.3% of a share. */
export const asPercent: (share: number) => string = formatter({
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** −1.25 */
export const asHundredths: (value: number) => string = formatter({
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** 0.091 */
export const asThousandths: (value: number) => string = formatter({
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
