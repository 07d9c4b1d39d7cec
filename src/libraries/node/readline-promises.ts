import { library } from '../../library.ts';

/** https://nodejs.org/api/readline.html#promises-api */
export default library('readline/promises', {
  'createInterface()': 'readline:createInterface()',
  'Interface()': 'readline:createInterface()',
});
