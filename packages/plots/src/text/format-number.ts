const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An integer in superscript digits: −12 gives `⁻¹²`. */
export function superscript(n: number): string {
  return String(n).replace(/[-\d]/g, (c) => (c === '-' ? '⁻' : (SUPERSCRIPTS[Number(c)] ?? '')));
}

function special(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : '−∞';
}

/** `value` with a fixed count of decimals, thousands grouped by commas and a true minus sign: `−12,345.60`. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return special(value);
  if (Math.abs(value) >= 1e21) return formatScientific(value, decimals);
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && /[1-9]/.test(digits) ? '−' : '';
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** `value` as a mantissa with `decimals` decimals and a power of ten: `3.20×10⁻⁵`. */
export function formatScientific(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return special(value);
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(decimals).split('e');
  return `${value < 0 ? '−' : ''}${mantissa}×10${superscript(Number(exponent))}`;
}

/** `value` to `digits` significant digits, trailing zeros left out, as a power of ten where it is very large or small. */
export function formatGeneral(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(digits));
  const magnitude = Math.abs(rounded);
  if (Number.isInteger(value) && magnitude < 1e9) return formatFixed(value, 0);
  if (magnitude >= 1e6 || magnitude < 1e-4) {
    const [mantissa = ''] = magnitude.toExponential().split('e');
    return formatScientific(rounded, mantissa.split('.')[1]?.length ?? 0);
  }
  return formatFixed(rounded, String(magnitude).split('.')[1]?.length ?? 0);
}
