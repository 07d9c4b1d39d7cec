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
