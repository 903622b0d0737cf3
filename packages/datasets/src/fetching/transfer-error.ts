/** A failure of a transfer, and whether the same request may succeed later. */
export class TransferError extends Error {
  readonly transient: boolean;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    options: { readonly transient: boolean; readonly retryAfter?: number | undefined; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.transient = options.transient;
    this.retryAfter = options.retryAfter;
  }
}

/** What is wrong with an answer that is not the file. Request Timeout, Too Many Requests and 5xx may pass. */
export function httpError({ status, statusText, headers }: Response): TransferError {
  return new TransferError(`HTTP ${status} ${statusText}`.trim(), {
    transient: status === 408 || status === 429 || status >= 500,
    retryAfter: retryAfter(headers.get('retry-after')),
  });
}

/** Seconds, or a date; undefined for anything else. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/**
 * Whether a failure may pass. What the network did has a code of the system or of undici; what is wrong for good, such as
 * a URL, a certificate or a redirect without end, has another or none. A browser does not tell: then it may pass.
 */
export function isTransient(cause: unknown): boolean {
  if (cause instanceof TransferError) return cause.transient;
  if (!(cause instanceof TypeError)) return false;
  if (!(cause.cause instanceof Error)) return cause.cause === undefined;
  return 'code' in cause.cause && /^(E[A-Z]+|EAI_\w+|UND_ERR_\w+)$/.test(String(cause.cause.code));
}

/** A failure in words; fetch hides the reason (refused, unknown host) one level down. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error && cause.cause.message !== ''
    ? `${cause.message} (${cause.cause.message})`
    : cause.message;
}
