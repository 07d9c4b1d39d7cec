import { library } from '../library.ts';

/** https://github.com/developit/mitt */
export default library('mitt', {
  '()': { emits: {} },
  'Emitter()': '()',
});
