/** A worker: a token endpoint that answers at once, so that what is measured is the client alone. */
import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const accessToken = `${encode({ alg: 'RS256', kid: 'k', typ: 'at+jwt' })}.${encode({
  iss: 'http://127.0.0.1',
  sub: 'machine',
  client_id: 'machine',
  aud: 'https://api.example.com',
  iat: now,
  exp: now + 3_600,
  scope: 'api:read',
})}.${Buffer.alloc(256, 7).toString('base64url')}`;
const body = JSON.stringify({ access_token: accessToken, token_type: 'Bearer', expires_in: 3_600, scope: 'api:read' });

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) parentPort?.postMessage(`http://127.0.0.1:${address.port}/token`);
});
