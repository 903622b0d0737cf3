import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { NODE_VERSIONS, provideNode } from '@gradlab-internal/npm-cache';
import { expect, it, onTestFinished } from 'vitest';
import type { FetchOrder } from './fetch-script.ts';
import { mirror } from './mirror.ts';
import { bundled, start } from './programs.ts';
import { rangeMirror, unlike } from './range-mirror.ts';
import { temporaryFolder } from './temporary-folder.ts';

const majorOf = (version: string): number => Number(version.split('.')[0]);
/** The first line of Node whose fetch knows proxies. */
const PROXIES_SINCE = 24;

/** This Node or one that is fetched; undefined, with a printed reason, where none can be had, which in CI is an error. */
async function nodeThatKnowsProxies(): Promise<string | undefined> {
  if (majorOf(process.versions.node) >= PROXIES_SINCE) return process.execPath;
  const version = NODE_VERSIONS.find((each) => majorOf(each) >= PROXIES_SINCE) ?? '';
  const { program, reason } = await provideNode(version);
  if (program !== undefined) return program;
  if (process.env.CI === 'true') throw new Error(`Node ${version} cannot be had: ${reason}`);
  console.warn(`skipped: Node ${version}, whose fetch knows proxies, cannot be had: ${reason}`);
  return undefined;
}

const node = await nodeThatKnowsProxies();

it.skipIf(node === undefined)(
  'goes through the proxy that the environment names, as fetch does',
  async () => {
    const content = unlike(100_000);
    const server = rangeMirror(content);
    const target = new URL(await mirror(server.answer));
    const through: string[] = [];
    // A proxy for what comes in full (GET http://…) or as a tunnel (CONNECT), to the one server, whatever its name.
    const proxy: RequestListener = (request, response) => {
      through.push(request.url ?? '');
      server.answer(request, response);
    };
    const listening = createServer(proxy).on('connect', (request, socket) => {
      through.push(request.url ?? '');
      const onward = connect(Number(target.port), target.hostname, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => {
      listening.listen(0, '127.0.0.1', resolve);
    });
    const script = await bundled('./fetch-script.ts');
    onTestFinished(async () => {
      listening.closeAllConnections();
      listening.close();
      await script.remove();
    });
    const file = { name: 'set.zip', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    const order: FetchOrder = { folder: await temporaryFolder(), file, mirrors: ['http://gradlab.invalid/sets'] };
    const address = listening.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    // In small letters too, which come first: the machine that tests may have set them.
    const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, http_proxy: url, NO_PROXY: '', no_proxy: '' };
    const ended = await start(script.path, order, { node: node ?? '', env }).ended;
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(through).toHaveLength(1);
    expect(through[0]).toContain('gradlab.invalid');
    expect(Buffer.compare(await readFile(join(order.folder, file.name)), content)).toBe(0);
  },
  30_000,
);
