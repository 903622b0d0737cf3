const KINDS = [
  'Uint8Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
] as const;

/**
 * Counts the bytes of every typed array that is made by its length while `run` runs, touched or not: memory that is asked for and never
 * written to shows in no other figure. Copies of what is there already are left out.
 */
export class Allocations {
  bytes = 0;
  readonly #restore: (() => void)[] = [];

  start(): void {
    for (const kind of KINDS) {
      const original: (typeof globalThis)[typeof kind] = globalThis[kind];
      const counted: typeof original = new Proxy(original, {
        construct: (target, args: unknown[], newTarget): object => {
          if (typeof args[0] === 'number') this.bytes += args[0] * target.BYTES_PER_ELEMENT;
          return Reflect.construct(target, args, newTarget === counted ? target : newTarget);
        },
      });
      Object.assign(globalThis, { [kind]: counted });
      this.#restore.push(() => Object.assign(globalThis, { [kind]: original }));
    }
  }

  stop(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }
}
