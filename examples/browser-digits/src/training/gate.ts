/** Holds whoever comes by while it is closed. */
export interface Gate {
  close(): void;
  open(): void;
  /** Nothing to wait for, or a promise that is kept when the gate opens. */
  pass(): Promise<void> | undefined;
  /** Milliseconds that it has been open: a clock that stands still while it is closed. */
  clock(): number;
}

/** An open gate. */
export function createGate(): Gate {
  let closed: { readonly since: number; readonly promise: Promise<void>; readonly open: () => void } | undefined;
  let held = 0;
  return {
    close() {
      closed ??= { since: performance.now(), ...openable() };
    },
    open() {
      if (closed !== undefined) held += performance.now() - closed.since;
      closed?.open();
      closed = undefined;
    },
    pass: () => closed?.promise,
    clock: () => (closed?.since ?? performance.now()) - held,
  };
}

function openable(): { promise: Promise<void>; open: () => void } {
  let open = (): void => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
