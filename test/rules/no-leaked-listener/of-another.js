import { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import { createBridge } from './bridge.js';
import { settleBy } from './settling.js';

const group = new EventEmitter();

/** Each login waits for a promise of its own, whatever the start of the bridge waits for. */
export function start(port) {
  return new Promise((resolve, reject) => {
    const bridge = createBridge(port, {
      login(key) {
        const { promise: joined, resolve: answer } = Promise.withResolvers();
        function onJoin(identifier) {
          answer(identifier === key);
        }
        group.on('join', onJoin);
        return joined.finally(() => {
          group.removeListener('join', onJoin);
        });
      },
    });
    bridge.on('listening', () => resolve(bridge));
    bridge.on('error', reject);
  });
}

/** This one is there for what the promise waits for. */
export function startWhenJoined(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    function onJoin() {
      group.removeListener('join', onJoin);
      resolve(server);
    }
    group.on('join', onJoin); // want outrun
    server.on('error', reject);
    server.listen(port);
  });
}

/** What is made of both settles nothing yet. */
export function nextConnection(pool, patience) {
  return new Promise((resolve, reject) => {
    const settle = settleBy(resolve, reject);
    let timer;
    function onConnection(error) {
      clearTimeout(timer);
      settle(error);
    }
    group.once('connection', onConnection);
    timer = setTimeout(() => {
      group.removeListener('connection', onConnection);
      settle(new Error('timed out'));
    }, patience);
  });
}

/** But one who calls it may forget. */
export function nextConnectionOf(pool, patience) {
  return new Promise((resolve, reject) => {
    const settle = settleBy(resolve, reject);
    function onConnection(error) {
      group.removeListener('connection', onConnection);
      settle(error);
    }
    group.on('connection', onConnection); // want outrun
    setTimeout(() => settle(new Error('timed out')), patience);
  });
}
