// @ts-check
// The other ends of connections, on this machine: what answers, how many are open, how many there ever were.
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ url: string, port: number, open: () => number, most: () => number, ever: () => number }} Loopback */

/** @param {net.Server} server @returns {Promise<Loopback>} */
export async function listening(server) {
  let [open, most, ever] = [0, 0, 0];
  server.on('connection', socket => {
    open++;
    ever++;
    most = Math.max(most, open);
    socket.unref();
    socket.on('error', () => {}).on('close', () => { open--; });
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, port, open: () => open, most: () => most, ever: () => ever };
}

/** A web server that gives the same to everybody, after some milliseconds. @param {Buffer | string} body @param {number} [latency] */
export function website(body, latency = 0) {
  const server = http.createServer((_, res) => { setTimeout(() => res.end(body), latency); });
  server.keepAliveTimeout = 60_000;
  return listening(server);
}

/** As much of PostgreSQL as `pg` needs: each number in the values of a query is a row of its answer. @param {number} [latency] */
export function postgres(latency = 0) {
  return listening(net.createServer(socket => {
    let numbers = /** @type {string[]} */ ([]);
    let rest = Buffer.alloc(0);
    let isGreeted = false;
    socket.on('data', async chunk => {
      rest = Buffer.concat([rest, chunk]);
      for (let head = isGreeted ? 1 : 0; rest.length >= head + 4 && rest.length >= head + rest.readInt32BE(head); head = 1) {
        const end = head + rest.readInt32BE(head);
        const [type, body] = [head && String.fromCharCode(Number(rest[0])), rest.toString('latin1', head + 4, end)];
        rest = rest.subarray(end);
        if (type === 'B') numbers = body.match(/\d+/g) ?? [];
        if (type === 'Q') numbers = ['1'];
        if (type === 'X') socket.end();
        if (!isGreeted) socket.write(Buffer.concat([message('R', [0, 0, 0, 0]), message('Z', 'I')]));
        isGreeted = true;
        if (type === 'S' || type === 'Q') {
          const prepared = type === 'S' ? [message('1'), message('2')] : [];
          const answer = [...prepared, column, ...numbers.map(row), message('C', `SELECT ${numbers.length}\0`), message('Z', 'I')];
          if (latency > 0) await sleep(latency);
          socket.write(Buffer.concat(answer));
        }
      }
    });
  }));
}

/** @param {string} type @param {string | number[]} [body] */
function message(type, body = '') {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** One column of texts. */
const column = message('T', [0, 1, ...Buffer.from('id\0'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]);

/** @param {string} value */
function row(value) {
  return message('D', [0, 1, 0, 0, 0, value.length, ...Buffer.from(value)]);
}

/** How much a server sends to so many clients, of which none reads before all have the first bytes.
  * @param {http.Server} server @param {number} clients */
export async function sentTo(server, clients) {
  const { url } = await listening(server);
  const answers = await Promise.all(Array.from({ length: clients }, async () => {
    const [answer] = /** @type {[http.IncomingMessage]} */ (await once(http.get(url, { agent: false }), 'response'));
    return answer;
  }));
  const sizes = await Promise.all(answers.map(async answer => {
    let size = 0;
    for await (const chunk of answer) size += chunk.length;
    return size;
  }));
  server.close();
  return sizes;
}
