import { Agent } from 'undici';

/** One for each address: who sends to it has as many as it asks for. */
export const pinnedTo = (address: string): Agent =>
  new Agent({ connect: { lookup: (_host, _options, done) => done(null, address, 4) } }); // want sockets potential

export const shared = new Agent({ keepAliveTimeout: 10_000 }); // want sockets
