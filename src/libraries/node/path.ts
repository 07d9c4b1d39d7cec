import { library } from '../../library.ts';

/** https://nodejs.org/api/path.html; they throw only at what is no string. */
export default library('path', {
  '*()': { safe: true },
  'posix.*()': { safe: true },
  'win32.*()': { safe: true },
});
