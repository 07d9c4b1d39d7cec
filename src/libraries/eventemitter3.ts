import { library } from '../library.ts';

/** https://github.com/primus/eventemitter3 */
export default library('eventemitter3', {
  'EventEmitter()': { emits: {} },
  '()': 'EventEmitter()',
});
