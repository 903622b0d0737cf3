import type { ByteSink } from './byte-sink.ts';
import { type Patience, pauseAfter } from './patience.ts';
import { type Answer, RangeRefused, request } from './request.ts';
import { isTransient, TransferError } from './transfer-error.ts';
import { wait } from './wait.ts';

export interface TransferOptions {
  /** The most bytes that are taken. */
  readonly limit: number;
  /** How many there must be, if it is known beforehand. */
  readonly expected: number | undefined;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (loaded: number, total: number | undefined) => void;
}

// An attempt that brought this much more than all before was no failure of the mirror.
const PROGRESS = 2 ** 20;

/**
 * Brings the bytes at a URL into a sink, going on with those that are in it. A failure that may pass is tried again after a
 * pause, from where it stopped.
 *
 * @returns whether the bytes are of several answers, or partly of an earlier transfer
 * @throws TransferError or what fetch or the sink throws; the signal's reason when aborted
 */
export async function transfer(url: string, sink: ByteSink, options: TransferOptions): Promise<boolean> {
  const { limit, expected, patience, signal } = options;
  const state: TransferState = { etag: undefined, total: expected, resumed: sink.length > 0 };
  if (sink.length > limit) await restart(sink, state);
  let [failures, furthest] = [0, sink.length];
  while (!isWhole(sink, state)) {
    try {
      await attempt(url, sink, state, options);
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof RangeRefused) {
        await restart(sink, state);
        continue;
      }
      if (!isTransient(cause)) throw cause;
      if (sink.length >= furthest + PROGRESS) [failures, furthest] = [0, sink.length];
      failures++;
      const asked = cause instanceof TransferError ? (cause.retryAfter ?? 0) : 0;
      if (failures >= patience.attempts || asked > patience.longestPause) throw cause;
      await wait(Math.max(asked, pauseAfter(failures, url.length, patience)), signal);
    }
  }
  return state.resumed;
}

interface TransferState {
  etag: string | undefined;
  /** Length of the whole file, once it is known. */
  total: number | undefined;
  resumed: boolean;
  /** Set where an answer without a length came to its end. */
  ended?: boolean;
}

function isWhole({ length }: ByteSink, { total, ended }: TransferState): boolean {
  return total === undefined ? ended === true : length === total;
}

async function restart(sink: ByteSink, state: TransferState): Promise<void> {
  await sink.clear();
  Object.assign(state, { etag: undefined, resumed: false });
}

async function attempt(url: string, sink: ByteSink, state: TransferState, options: TransferOptions): Promise<void> {
  if (!sink.resumable && sink.length > 0) await restart(sink, state);
  const part = { offset: sink.length, etag: state.etag, unpacked: sink.resumable };
  const { patience, signal } = options;
  let resumable = true;
  try {
    await request(url, part, { silence: patience.silence, signal }, async (answer) => {
      resumable = answer.resumable;
      // A server that knows no ranges, or whose file is another now, sends it from the start.
      if (answer.offset === 0 && sink.length > 0) await restart(sink, state);
      if (answer.offset > 0) state.resumed = true;
      state.etag = answer.etag;
      await receive(answer, sink, state, options);
    });
  } catch (cause) {
    if (!resumable) await restart(sink, state);
    throw cause;
  }
}

async function receive(answer: Answer, sink: ByteSink, state: TransferState, options: TransferOptions): Promise<void> {
  const { limit, expected, onBytes } = options;
  const total = answer.total ?? expected;
  if (expected !== undefined && total !== expected) {
    throw new TransferError(`expected ${expected} bytes, and the server has ${total}`, { transient: false });
  }
  if (answer.offset > 0 && state.total !== undefined && total !== state.total) {
    throw new RangeRefused(`a file of ${state.total} bytes, and then one of ${total}`);
  }
  state.total = total;
  const most = Math.min(limit, total ?? limit);
  for await (const chunk of answer.chunks) {
    options.signal?.throwIfAborted();
    if (sink.length + chunk.length > most) {
      await sink.clear();
      throw new TransferError(`sends more than ${most} bytes`, { transient: false });
    }
    await sink.append(chunk);
    onBytes(sink.length, total);
  }
  if (total !== undefined && sink.length < total) {
    throw new TransferError(`ended after ${sink.length} of ${total} bytes`, { transient: true });
  }
  state.ended = true;
}
