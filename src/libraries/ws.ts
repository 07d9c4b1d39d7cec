import { library } from '../library.ts';

/** https://github.com/websockets/ws/blob/master/doc/ws.md; the sockets of a server are its clients' to close. */
export default library('ws', {
  'Server()': 'WebSocketServer()',
  // 100 MiB where nobody says.
  'WebSocketServer()': { admits: { what: 'message', limits: ['maxPayload'], default: 104_857_600, write: '1024 * 1024' } },
  'WebSocketServer().on()': {
    safe: true,
    handles: { what: 'connection', open: true, when: ['connection'], params: [['()', 'http:Upgrade()']] },
  },
  '()': {
    acquires: { what: 'web socket', release: ['it.close()', 'it.terminate()'], only: 'repeated', exits: 'explicit' },
    fails: { what: 'web socket', events: ['error'], ends: ['close'] },
  },
  'WebSocket()': '()',
  '().on()': {
    safe: true,
    handles: { what: 'message', open: true, when: ['message'] },
    bulk: { as: 'bytes', callback: 0, when: ['message'] },
  },
});
