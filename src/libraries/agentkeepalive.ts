import { library, type Facts } from '../library.ts';
import { agents } from './node/sockets.ts';

const agent = (what: string): Facts => ({ creates: { what, close: 'it.destroy()', cost: 'keeps its own sockets open', ...agents } });

/** https://github.com/node-modules/agentkeepalive */
export default library('agentkeepalive', { '()': agent('HTTP agent'), 'HttpAgent()': '()', 'HttpsAgent()': agent('HTTPS agent') });
