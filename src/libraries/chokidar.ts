import { library } from '../library.ts';

/** https://github.com/paulmillr/chokidar#methods--events */
export default library('chokidar', {
  'watch()': { acquires: { what: 'file watcher', release: 'await it.close()', only: 'repeated' }, emits: {} },
  'FSWatcher()': 'watch()',
});
