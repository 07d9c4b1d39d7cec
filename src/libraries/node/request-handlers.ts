import type { Library } from '../../library.ts';

/** The HTTP servers of Node have the same handlers. */
export const requestHandlers: Library['paths'] = {
  'createServer()': { handles: { what: 'request', params: [['http:IncomingMessage()', 'http:ServerResponse()']] } },
  'Server()': 'createServer()',
  'createServer().on()': {
    safe: true,
    handles: [
      { what: 'request', when: ['request', 'checkContinue', 'checkExpectation'], params: [['http:IncomingMessage()', 'http:ServerResponse()']] },
      { what: 'connection', when: ['upgrade', 'connect'], params: [['http:IncomingMessage()', 'net:Socket()']] },
      { what: 'connection', when: ['connection', 'secureConnection'], params: [['net:Socket()']] },
    ],
  },
};
