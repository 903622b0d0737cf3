import { requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { formatFixed, formatGeneral, formatScientific } from './format-number.ts';

/** How numbers are written. */
export interface NumberFormat {
  /**
   * `general` (the default) with up to four significant digits, `fixed` with `decimals` decimals, `percent` as 100 times
   * the value with `decimals` decimals, `scientific` as a mantissa with `decimals` decimals and a power of ten.
   */
  readonly format?: 'general' | 'fixed' | 'percent' | 'scientific';
  /** 0 … 20; 2 by default. */
  readonly decimals?: number;
}

/** The function that writes numbers in a format; `name` is that of `format`, for the error. */
export function numberWriter(
  caller: string,
  name: string,
  { format = 'general', decimals = 2 }: NumberFormat,
): (value: number) => string {
  const digits = requireInteger(caller, name.replace(/format$/, 'decimals'), decimals, { min: 0, max: 20 });
  switch (requireOneOf(caller, name, format, ['general', 'fixed', 'percent', 'scientific'])) {
    case 'fixed':
      return (value) => formatFixed(value, digits);
    case 'percent':
      return (value) => `${formatFixed(100 * value, digits)} %`;
    case 'scientific':
      return (value) => formatScientific(value, digits);
    default:
      return (value) => formatGeneral(value);
  }
}
