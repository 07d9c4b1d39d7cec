import { library } from '../library.ts';

/** https://docs.adonisjs.com/guides/basics/controllers */
export default library('@adonisjs/core/http', {
  'HttpContext()': { serves: { role: 'context', what: 'request' } },
});
