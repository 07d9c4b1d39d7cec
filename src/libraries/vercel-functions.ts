import { library } from '../library.ts';

/** https://vercel.com/docs/functions/functions-api-reference/vercel-functions-package#waituntil */
export default library('@vercel/functions', {
  'waitUntil()': { awaits: { what: 'promise', takes: 'promise' } },
});
