import { library } from '../library.ts';

/** https://www.npmjs.com/package/tiktoken#lite; the encoder without its tables. */
export default library('tiktoken/lite', {
  'Tiktoken()': { acquires: { what: 'token encoder', release: 'it.free()' } },
});
