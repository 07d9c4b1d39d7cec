import { library } from '../../library.ts';

/** https://nodejs.org/api/diagnostics_channel.html; channels live as long as the process. */
export default library('diagnostics_channel', {
  'subscribe()': { safe: true, listens: { remove: 'unsubscribe(it)' } },
  'channel()': { emits: { shared: true } },
  'channel().subscribe()': { safe: true, listens: { remove: 'from.unsubscribe(it)', listener: 0 } },
  'Channel()': 'channel()',
});
