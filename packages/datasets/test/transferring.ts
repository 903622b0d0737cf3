import type { RequestListener } from 'node:http';
import { MemorySink } from '../src/fetching/byte-sink.ts';
import { type TransferOptions, transfer } from '../src/fetching/transfer.ts';
import { mirror } from './mirror.ts';
import { QUICK } from './quick.ts';
import { type RangeMirror, unlike } from './range-mirror.ts';

/** What the transfers of these tests bring. */
export const content: Uint8Array<ArrayBuffer> = unlike(200_000);

/** Stands for a file on the disk: a partial one can be gone on with. */
export class ResumableSink extends MemorySink {
  override readonly resumable = true as never;
}

export interface Run {
  readonly sink: MemorySink;
  readonly resumed: boolean;
}

/** Transfers `content` from a server that answers so, the first bytes of it being here already. */
export async function run(answer: RequestListener, options: Partial<TransferOptions> = {}, have = 0): Promise<Run> {
  const sink = new ResumableSink();
  if (have > 0) await sink.append(content.slice(0, have));
  const all = { limit: content.length, expected: content.length, patience: QUICK, signal: undefined, onBytes() {} };
  const resumed = await transfer(await mirror(answer), sink, { ...all, ...options });
  return { sink, resumed };
}

export function isContent(sink: MemorySink): boolean {
  return Buffer.compare(sink.bytes(), content) === 0;
}

/** The ranges that a server was asked for. */
export function ranges({ asked }: RangeMirror): (string | undefined)[] {
  return asked.map(({ range }) => range);
}
