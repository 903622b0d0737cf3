import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What a mirror was asked for. */
export interface Asked {
  readonly url: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

export interface RangeMirror {
  readonly answer: RequestListener;
  readonly asked: Asked[];
  /** Bytes of bodies handed to the network. */
  sent: number;
}

export interface RangeMirrorOptions {
  readonly etag?: string;
  /** Bytes between two pauses, and the pause in milliseconds. Default: all at once. */
  readonly drip?: { readonly bytes: number; readonly pause: number };
  /** What is waited for after the first piece of each answer. Default: nothing. */
  readonly hold?: Promise<unknown>;
  /** An answer that is not the file, to the first so many requests. Default: to all. */
  readonly fail?: { readonly code: number; readonly headers?: Record<string, string>; readonly times?: number };
  /** Replaces the answer to some requests, counted from 0: true if it did. */
  readonly instead?: (count: number, request: IncomingMessage, response: ServerResponse) => boolean;
  /** How many bytes of the body the answer to a request sends before it breaks the connection. */
  readonly cutAfter?: (count: number) => number | undefined;
}

/** A server of one file that knows ranges, as most do, and what it was asked. */
export function rangeMirror(bytes: Uint8Array, options: RangeMirrorOptions = {}): RangeMirror {
  const { etag, drip, hold, fail, instead, cutAfter } = options;
  const self: RangeMirror = {
    asked: [],
    sent: 0,
    answer(request, response) {
      const count = self.asked.length;
      const { range, 'if-range': ifRange } = request.headers;
      self.asked.push({ url: request.url ?? '', range, ifRange: ifRange as string | undefined });
      if (fail !== undefined && count < (fail.times ?? Number.POSITIVE_INFINITY)) {
        response.writeHead(fail.code, fail.headers ?? {}).end('no file');
        return;
      }
      if (instead?.(count, request, response)) return;
      const start = range === undefined ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
      if (etag !== undefined) response.setHeader('etag', etag);
      if (start >= bytes.length) {
        response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
        return;
      }
      const body = bytes.subarray(start);
      response.setHeader('content-length', body.length);
      if (start > 0) {
        response.writeHead(206, { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` });
      }
      void send(body, response, cutAfter?.(count));
    },
  };
  const send = async (body: Uint8Array, response: ServerResponse, cut: number | undefined): Promise<void> => {
    const step = drip?.bytes ?? body.length;
    const end = Math.min(cut ?? body.length, body.length);
    for (let at = 0; at < end && !response.destroyed; at += step) {
      if (at > 0) await hold;
      if (at > 0 && drip !== undefined) await new Promise((resolve) => setTimeout(resolve, drip.pause));
      const piece = body.subarray(at, Math.min(at + step, end));
      await new Promise((resolve) => response.write(piece, resolve));
      self.sent += piece.length;
    }
    // A moment for the bytes to get through before the line is cut.
    if (cut === undefined) response.end();
    else setTimeout(() => response.destroy(), 20);
  };
  return self;
}

/** Bytes that no slip leaves alike: each four of them are different from all others. */
export function unlike(length: number): Uint8Array<ArrayBuffer> {
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
  return new Uint8Array(words.buffer).slice(0, length);
}
