/** `[2,3]` or `[batch,3]`, as error messages and tables write a shape. */
export function describeShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(',')}]`;
}

/** A short rendering of any value for the end of an error message: what came instead of what was expected. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (Array.isArray(value))
    return value.length > 8 ? `an array of ${value.length}` : `[${value.map(describeValue).join(',')}]`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name} of ${value.byteLength} bytes`;
  if (typeof value === 'object' && value !== null) return `an object of ${value.constructor?.name ?? 'no class'}`;
  return String(value);
}
