/** A worker: redirects like a browser when told to, is the token endpoint, and tells how long lay between, on its one clock. */
import { createServer, get } from 'node:http';
import { parentPort } from 'node:worker_threads';

const body = JSON.stringify({ access_token: 'opaque-token-of-the-bench', token_type: 'Bearer', expires_in: 60 });
let redirectedAt = 0;

const server = createServer((request, response) => {
  // The head says that the request was sent; its body is already under way.
  const took = performance.now() - redirectedAt;
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(body);
    parentPort?.postMessage(took);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) parentPort?.postMessage(`http://127.0.0.1:${address.port}`);
});
parentPort?.on('message', (redirect: string) => {
  redirectedAt = performance.now();
  get(redirect, { agent: false }, (response) => response.resume()).on('error', () => {});
});
