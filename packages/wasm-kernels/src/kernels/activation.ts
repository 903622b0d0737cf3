/** The activations that tfjs fuses, in the order of the codes in assembly/epilogue.ts. */
const ACTIVATIONS: readonly string[] = ['linear', 'relu', 'relu6', 'prelu', 'leakyrelu', 'sigmoid', 'elu'];

/** Codes up to this one (linear, relu, relu6) are applied by the product that computes the value; the others by a pass of their own. */
export const LAST_CLAMP = 2;

/**
 * The binary's code of a fused activation.
 *
 * @throws RangeError if tfjs names one that is not known here
 */
export function activationCode(kernel: string, activation: string): number {
  const code = ACTIVATIONS.indexOf(activation);
  if (code < 0)
    throw new RangeError(`${kernel}: activation must be one of ${ACTIVATIONS.join(', ')}, got ${activation}`);
  return code;
}
