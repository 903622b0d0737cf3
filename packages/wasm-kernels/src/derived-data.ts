import type * as tf from '@tensorflow/tfjs-core';

/** What all that is kept may take together. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What packed copies need of the backend they lie in. */
export interface DerivedDataOwner {
  /** Address of a new piece of memory, or 0 where there is none. */
  allocate(bytes: number): number;
  free(address: number): void;
  isAlive(dataId: object): boolean;
  version(tensor: tf.TensorInfo): number;
}

/**
 * Gives the address of what `write` makes of `tensor`, or 0 where the caller has to make its own. `kind` has to say everything that the
 * result depends on apart from the tensor's values: a view of the same data has another shape.
 */
export type DerivedData = (
  tensor: tf.TensorInfo,
  kind: string,
  bytes: number,
  write: (address: number) => void,
) => number;

/** What was asked of one version of one tensor's data: once only, or what was made of it since. */
interface Known {
  readonly version: number;
  readonly kinds: Map<string, { readonly address: number; readonly bytes: number } | 'asked once'>;
}

/**
 * Copies of tensors in another order, as kernels want weights that they use again and again. Weights that a training step changes are
 * packed where they are used and nothing is kept; what is asked for a second time while its tensor is the same is kept from then on, as
 * long as the tensor lives and there is room for what was used last.
 *
 * @param most bytes that may be kept
 */
export function derivedData(owner: DerivedDataOwner, most: number = MOST_BYTES): DerivedData {
  // In the order of their last use.
  const known = new Map<object, Known>();
  let total = 0;
  const forget = (dataId: object): void => {
    for (const made of known.get(dataId)?.kinds.values() ?? []) {
      if (made === 'asked once') continue;
      owner.free(made.address);
      total -= made.bytes;
    }
    known.delete(dataId);
  };
  const makeRoom = (bytes: number): void => {
    for (const dataId of known.keys()) if (total + bytes > most || !owner.isAlive(dataId)) forget(dataId);
  };
  const use = (tensor: tf.TensorInfo): Known => {
    const version = owner.version(tensor);
    const before = known.get(tensor.dataId);
    if (before !== undefined && before.version !== version) forget(tensor.dataId);
    const now = before?.version === version ? before : { version, kinds: new Map() };
    known.delete(tensor.dataId);
    makeRoom(0);
    known.set(tensor.dataId, now);
    return now;
  };
  return (tensor, kind, bytes, write) => {
    // What is too large for all the room there is must not drive out the rest.
    if (bytes > most) return 0;
    const { kinds } = use(tensor);
    const made = kinds.get(kind);
    if (made === undefined) kinds.set(kind, 'asked once');
    if (made !== 'asked once') return made?.address ?? 0;
    makeRoom(bytes);
    // Where the tensor itself was forgotten, what else was made of it had to make room.
    const address = known.has(tensor.dataId) ? owner.allocate(bytes) : 0;
    if (address === 0) return 0;
    write(address);
    kinds.set(kind, { address, bytes });
    total += bytes;
    return address;
  };
}
