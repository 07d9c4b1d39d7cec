import { library } from '../../library.ts';

/** https://nodejs.org/api/perf_hooks.html: the global, imported. */
export default library('perf_hooks', { performance: ':performance' });
