import type { Library } from '../../library.ts';

const request = { what: 'request', params: [['http:IncomingMessage()', 'http:ServerResponse()']] };

/** The HTTP servers of Node have the same handlers. */
export const requestHandlers: Library['paths'] = {
  'createServer().listen()': { calls: {} },
  'createServer()': { handles: request, fails: { what: 'server', events: ['error'], ends: ['close'], starting: true } },
  'Server()': 'createServer()',
  'createServer().on()': {
    safe: true,
    handles: [
      { ...request, when: ['request', 'checkContinue', 'checkExpectation'] },
      { what: 'connection', open: true, when: ['upgrade', 'connect'], params: [['http:Upgrade()', 'net:Socket()']] },
      { what: 'connection', open: true, when: ['connection', 'secureConnection'], params: [['net:Socket()']] },
    ],
  },
  'createServer().on().on': 'createServer().on',
  'createServer().on().listen': 'createServer().listen',
};
