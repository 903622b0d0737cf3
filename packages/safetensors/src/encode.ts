import { planFile } from './plan.ts';
import { requireData } from './require-tensor.ts';
import type { SafeTensor, SafetensorsMetadata } from './tensor.ts';
import { bytesFromValues } from './values.ts';

/** What goes into a file beside the tensors. */
export interface EncodeOptions {
  /** Free text beside the tensors. */
  readonly metadata?: SafetensorsMetadata;
}

/**
 * The bytes of a safetensors file. Byte-identical with what the Python package writes for the same tensors: wider dtypes
 * come first, then names in the order of their UTF-8 bytes, and the header is padded with spaces to a multiple of eight.
 * Metadata keys are sorted, so equal content gives equal bytes.
 *
 * @param tensors by name; `data` holds as many values as the product of `shape`
 * @param options `metadata`: string to string
 * @throws TypeError if a tensor, its data or the metadata is of the wrong kind; RangeError if a name, dtype or shape is not
 * valid, if the data has another length than the shape says, or if the header passes the format's 100 MB
 * @see https://huggingface.co/docs/safetensors
 * @example
 * ```ts
 * import { encodeSafetensors } from '@gradlab/safetensors';
 *
 * const weight = { dtype: 'F32', shape: [1, 2], data: Float32Array.of(0.5, -0.5) } as const;
 * const bytes = encodeSafetensors({ 'dense1.weight': weight }, { metadata: { epoch: '3' } });
 * console.log(bytes.length % 8); // 0
 * ```
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, SafeTensor>>,
  { metadata = {} }: EncodeOptions = {},
): Uint8Array<ArrayBuffer> {
  const { start, placements, bytes } = planFile('encodeSafetensors', tensors, metadata);
  const checked = placements.map((placement) =>
    requireData('encodeSafetensors', placement.name, placement, tensors[placement.name]?.data),
  );
  const out = new Uint8Array(bytes);
  out.set(start);
  let at = start.length;
  for (const tensor of checked) {
    const values = bytesFromValues(tensor);
    out.set(values, at);
    at += values.length;
  }
  return out;
}
