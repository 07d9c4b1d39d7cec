import { library } from '../library.ts';

/** https://github.com/primus/eventemitter3 */
export default library('eventemitter3', {
  'EventEmitter()': { emits: {} },
  '()': 'EventEmitter()',
});

/** https://github.com/EventEmitter2/EventEmitter2 */
export const eventemitter2 = library('eventemitter2', {
  'EventEmitter2()': { emits: {} },
  '()': 'EventEmitter2()',
});
