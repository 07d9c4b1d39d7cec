import chokidar from 'chokidar';
import debounce from 'lodash/debounce.js';
import once from 'lodash/once.js';

export class Templates {
  constructor(dir) {
    this.dir = dir;
    this.reload = this.reload.bind(this);
  }

  async reload(path) {
    this.last = await import(path);
  }

  attach(watcher = chokidar.watch(this.dir)) {
    this.watcher = watcher;
    watcher.on('change', debounce(this.reload, 100));
  }

  detach() {
    this.watcher.off('change', this.reload); // want wrapped
  }
}

/** What is taken off is what was added. */
export class Pages {
  constructor(watcher) {
    this.watcher = watcher;
    this.reload = debounce(this.reload.bind(this), 100);
    watcher.on('change', this.reload);
  }

  async reload(path) {
    this.last = await import(path);
  }

  detach() {
    this.watcher.off('change', this.reload);
  }
}

export function runOn(replica, statement, done) {
  const lost = () => {
    done(new Error('lost'));
  };
  replica.on('disconnect', once(lost));
  replica.execute(statement, (error, rows) => {
    replica.removeListener('disconnect', lost); // want wrapped
    done(error, rows);
  });
}

/** What it counts, it hands on. */
function counted(listener) {
  counted.total = (counted.total ?? 0) + 1;
  return listener;
}

export function watch(bus, listener) {
  bus.on('order', counted(listener));
  return () => bus.off('order', listener);
}
