import { parseContentRange } from './content-range.ts';
import { httpError } from './transfer-error.ts';
import { type Watchdog, watchdog } from './watchdog.ts';

/** From where on a file is asked for. */
export interface RequestedPart {
  /** 0 asks for the whole file. */
  readonly offset: number;
  /** The tag under which the bytes before the offset came, if it is known: the server then sends the rest only of the same. */
  readonly etag?: string | undefined;
  /** Asks that nothing be packed on the way. A browser asks for what it likes, and unpacks. */
  readonly unpacked: boolean;
}

/** What a server answers. */
export interface Answer {
  /** Where in the file its bytes start. */
  readonly offset: number;
  /** Length of the whole file, if the server says it. */
  readonly total: number | undefined;
  readonly etag: string | undefined;
  /** Whether positions in the bytes that arrive are positions in the file: not if they are packed on the way. */
  readonly resumable: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The part that was asked for cannot be had; the whole file may. */
export class RangeRefused extends Error {}

/**
 * Asks for a file, or for the rest of it, and hands the answer to `use`. When that returns, the connection is free.
 *
 * @param silence milliseconds without a byte after which the request is given up
 * @throws TransferError, RangeRefused, or what fetch throws; the signal's reason when aborted
 */
export async function request<T>(
  url: string,
  part: RequestedPart,
  { silence, signal }: { readonly silence: number; readonly signal: AbortSignal | undefined },
  use: (answer: Answer) => Promise<T>,
): Promise<T> {
  const dog = watchdog(silence, signal);
  try {
    const response = await dog.during(fetch(url, { headers: headersOf(part), signal: dog.signal }));
    try {
      return await use(answerOf(response, part, dog));
    } finally {
      // Fails where the bytes are being read or are all read: then there is nothing to give up.
      await response.body?.cancel().catch(() => undefined);
    }
  } finally {
    dog.stop();
  }
}

function headersOf({ offset, etag, unpacked }: RequestedPart): Record<string, string> {
  return {
    ...(unpacked && { 'accept-encoding': 'identity' }),
    ...(offset > 0 && { range: `bytes=${offset}-` }),
    ...(offset > 0 && etag !== undefined && { 'if-range': etag }),
  };
}

function answerOf(response: Response, { offset }: RequestedPart, dog: Watchdog): Answer {
  const { status, headers, body } = response;
  const encoding = headers.get('content-encoding');
  const packed = encoding !== null && encoding !== 'identity';
  const range = parseContentRange(headers.get('content-range'));
  const etag = strongTag(headers.get('etag'));
  if (offset > 0 && (status === 206 || status === 416)) {
    if (range?.start !== offset || packed) throw new RangeRefused(`HTTP ${status} where byte ${offset} was asked for`);
    const chunks = status === 206 && body !== null ? read(body, dog) : nothing();
    return { offset, total: range.total, etag, resumable: true, chunks };
  }
  if (status !== 200 || body === null) throw httpError(response);
  const length = headers.get('content-length');
  const total = packed || length === null ? undefined : Number(length);
  return { offset: 0, total, etag, resumable: !packed, chunks: read(body, dog) };
}

/** A weak tag promises no equal bytes. */
function strongTag(etag: string | null): string | undefined {
  return etag?.startsWith('"') ? etag : undefined;
}

async function* read(body: ReadableStream<Uint8Array>, dog: Watchdog): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await dog.during(reader.read());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // The file ends where it was asked to go on.
}
