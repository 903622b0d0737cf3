import { openSafetensors, type SafeTensor, type SafeTensorInfo } from '@gradlab/safetensors';
import { describeValue } from '@gradlab-internal/checks';

/** Where a state dict comes from: a path of a safetensors file (Node), a `Blob` of one, or tensors by name. */
export type StateDictSource = string | Blob | Readonly<Record<string, SafeTensor>>;

/** A state dict of which one tensor after another is read. */
export interface OpenStateDict {
  readonly tensors: Readonly<Record<string, SafeTensorInfo>>;
  read(name: string): Promise<SafeTensor>;
  close(): Promise<void>;
}

/** Opens what holds a state dict. */
export async function openStateDict(caller: string, source: StateDictSource): Promise<OpenStateDict> {
  if (typeof source === 'string' || source instanceof Blob) return await openSafetensors(source);
  if (typeof source !== 'object' || source === null) {
    const expected = 'a path, a Blob or a record of tensors';
    throw new TypeError(`${caller}: source must be ${expected}, got ${describeValue(source)}`);
  }
  return {
    tensors: source,
    read: async (name) => source[name] as SafeTensor,
    close: async () => {},
  };
}
