import { library } from '../../library.ts';

/** https://nodejs.org/api/process.html: the global, imported. */
export default library('process', {
  '': { emits: { shared: true } },
  'exit': ':process.exit',
  'abort': ':process.abort',
  'cwd': ':process.cwd',
  'hrtime': ':process.hrtime',
  'memoryUsage': ':process.memoryUsage',
  'uptime': ':process.uptime',
  'stdin': ':process.stdin',
});
