import http from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Agent, Pool, setGlobalDispatcher } from 'undici';

export const partner = new HttpsAgent({ keepAlive: true, timeout: 10_000 }); // want sockets
export const local = new http.Agent({ keepAlive: true, maxSockets: Infinity }); // want sockets
export const bounded = new http.Agent({ keepAlive: true, maxSockets: 50 });
export const total = new HttpsAgent({ keepAlive: true, maxTotalSockets: 200 });
/** Each request has a socket of its own and gives it back. */
export const plain = new http.Agent({ timeout: 5_000 });

setGlobalDispatcher(new Agent({ keepAliveTimeout: 10_000 })); // want sockets

export const prices = new Pool('https://prices.internal'); // want sockets
export const stock = new Pool('https://stock.internal', { connections: null, pipelining: 1 }); // want sockets
export const orders = new Pool('https://orders.internal', { connections: 32 });

export function clientOf(origin: string, options: Pool.Options): Pool {
  return new Pool(origin, options);
}
