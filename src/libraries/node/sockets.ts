import type { Creates } from '../../library.ts';
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
