import type { Waits } from '../../library.ts';

/** What `request()` and `get()` of both modules wait for; its `timeout` is that of an idle socket, and tells by an event. */
export const requestWaits: Waits = {
  options: [1, 0],
  signals: ['signal'],
  through: ['agent'],
  write: 'signal: AbortSignal.timeout(10_000)',
  by: ['it.setTimeout()'],
  events: ['timeout', 'socket'],
  tells: { event: 'timeout', options: ['timeout'] },
};
