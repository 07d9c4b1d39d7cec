import { library } from '../library.ts';

/** https://github.com/paulmillr/chokidar#methods--events; it holds a handle for each file and folder. */
export default library('chokidar', {
  'watch()': { acquires: { what: 'file watcher', release: 'await it.close()', only: 'repeated' } },
  'FSWatcher()': 'watch()',
});
