import { isNode } from './node.ts';

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

interface Listening {
  readonly event: string;
  readonly listener: (...args: unknown[]) => void;
}

let known = new Set<unknown>();

function currentListeners(): Listening[] {
  // Node's types give each event a signature of its own; here only identity and text matter.
  const emitter: NodeJS.EventEmitter = process;
  return EVENTS.flatMap((event) =>
    emitter.listeners(event).map((listener) => ({ event, listener: listener as Listening['listener'] })),
  );
}

/** To be called before the stock WebAssembly backend starts. */
export function rememberListeners(): void {
  if (isNode()) known = new Set(currentListeners().map(({ listener }) => listener));
}

/**
 * Takes away what the stock backend's Emscripten runtime hangs on the process as it starts: handlers that throw every
 * error anew, which makes an error that the program handles itself fatal, and any other end with exit code 7 instead of 1.
 */
export function removeEmscriptenListeners(): void {
  if (!isNode()) return;
  for (const { event, listener } of currentListeners()) {
    // A program may add its own handler while the backend starts; that one stays.
    if (!known.has(listener) && /\bthrow (ex|reason);?\s*\}/.test(String(listener))) process.off(event, listener);
  }
}
