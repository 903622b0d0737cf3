import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A local HTTP server that stands for a mirror until the test is over; returns its base URL. */
export async function mirror(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Answers every request with the same bytes. */
export function serve(bytes: Uint8Array): RequestListener {
  return (_request, response) => {
    response.setHeader('content-length', bytes.length);
    response.end(bytes);
  };
}
