import { library } from '../library.ts';

/** https://www.npmjs.com/package/tiktoken; an encoder lives in WebAssembly memory, which no garbage collector sees. */
export default library('tiktoken', {
  'Tiktoken()': { acquires: { what: 'token encoder', release: 'it.free()', spent: true } },
  'get_encoding()': 'Tiktoken()',
  'encoding_for_model()': 'Tiktoken()',
});
