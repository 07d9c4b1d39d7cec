import type { Acquires, Creates, Facts, Library } from '../../library.ts';
import type { Limit } from '../../limits.ts';

/** https://nodejs.org/api/http.html#new-agentoptions: kept alive, and as many as there are requests at a time. */
export const sockets: Limit = {
  option: 'maxSockets',
  default: Infinity,
  endless: 'sockets',
  or: ['maxTotalSockets'],
  given: { option: 'keepAlive', is: true },
  write: '50',
};

/** Without `keepAlive` a socket is closed when its request is over; what else is one's own cannot be shared. */
export const agents: Pick<Creates, 'given' | 'personal'> = {
  given: { option: 'keepAlive', is: true },
  personal: ['lookup', 'servername', 'ca', 'cert', 'key', 'pfx', 'localAddress', 'rejectUnauthorized'],
};

/** One to write to and read from, whoever has opened it. */
export const socket: Facts = {
  reads: { what: 'socket', decode: "it.setEncoding('utf8')" },
  writes: { what: 'socket', client: 'given', gone: 'it.destroyed' },
};

/** https://nodejs.org/api/net.html#socketdestroyerror; an error ends it, but a `timeout` only tells. */
export const connection: Acquires = {
  what: 'socket',
  release: ['it.destroy()', 'it.end()', 'it.destroySoon()', 'it.resetAndDestroy()'],
  exits: 'explicit',
  heldFor: ['data', 'message', 'readable'],
  stays: ['timeout'],
};

/** https://nodejs.org/api/net.html#socketsettimeouttimeout-callback: added for one time, or taken off where there is no timeout. */
const idle: Facts = {
  listens: {
    event: 'timeout',
    once: true,
    remove: ['from.off(it)', 'from.removeListener(it)', 'from.removeAllListeners()', 'from.setTimeout(0, it)'],
  },
};

/** A socket tells by a function of its own that nothing comes. */
export const idling = (owner: string): Library['paths'] => ({ [`${owner}.setTimeout()`]: idle });

/** Connections are kept alive, so that many requests share a socket. */
export const keptAlive = (owner: string): Library['paths'] => ({ [owner]: { emits: { shared: true } }, ...idling(owner) });
