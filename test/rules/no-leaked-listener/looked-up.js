import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

const kWorkers = Symbol('workers');
const shards = [fork('./shard.js'), fork('./shard.js')];

/** A worker serves many jobs, and each leaves the listener that was not called. */
export class CompressionPool extends EventEmitter {
  constructor(size) {
    super();
    this[kWorkers] = [];
    for (let index = 0; index < size; index += 1) this[kWorkers].push(new Worker('./compress.js'));
  }

  post(payload, success, failure) {
    const findFree = () => this[kWorkers].find(worker => !worker.isBusy);
    const send = worker => {
      worker.isBusy = true;
      worker.once('message', result => {
        worker.isBusy = false;
        success(result);
      });
      worker.once('error', error => { // want never
        worker.isBusy = false;
        failure(error);
      });
      worker.postMessage(payload);
    };
    const execute = () => {
      const worker = findFree();
      if (worker) send(worker);
      else this.once('free', execute);
    };
    execute();
  }

  postWell(payload, success, failure) {
    const worker = this[kWorkers].find(each => !each.isBusy);
    const onMessage = result => {
      worker.off('error', onError);
      success(result);
    };
    const onError = error => {
      worker.off('message', onMessage);
      failure(error);
    };
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.postMessage(payload);
  }
}

export class Pool {
  idle = [];
  byName = new Map();
  queue = [];
  pending = new Map();

  run(job) {
    const worker = this.idle.pop() ?? new Worker('./job.js');
    return new Promise((resolve, reject) => {
      worker.once('message', result => { // want outrun
        this.idle.push(worker);
        resolve(result);
      });
      worker.once('error', reject); // want outrun
      worker.postMessage(job);
    });
  }

  runNamed(name, job) {
    const worker = this.byName.get(name);
    return new Promise((resolve, reject) => {
      worker.once('message', resolve); // want outrun
      worker.once('error', reject); // want outrun
      worker.postMessage(job);
    });
  }

  runNamedWell(name, job) {
    const worker = this.byName.get(name);
    return new Promise((resolve, reject) => {
      const onMessage = result => {
        worker.off('error', onError);
        resolve(result);
      };
      const onError = error => {
        worker.off('message', onMessage);
        reject(error);
      };
      worker.once('message', onMessage);
      worker.once('error', onError);
      worker.postMessage(job);
    });
  }

  /** What leaves the queue is of nobody else from then on. */
  enqueue(task) {
    this.queue.push(task);
  }

  next() {
    const task = this.queue.shift();
    return new Promise((resolve, reject) => {
      task.once('done', resolve);
      task.once('error', reject);
      task.start();
    });
  }

  finish(id) {
    const exchange = this.pending.get(id);
    this.pending.delete(id);
    return new Promise((resolve, reject) => {
      exchange.once('finish', resolve);
      exchange.once('error', reject);
      exchange.end();
    });
  }

  /** One look-up for one thing, which may be listened to but once. */
  adopt(name) {
    const worker = this.byName.get(name);
    worker.once('online', () => console.info(name));
    worker.once('error', error => console.error(name, error));
  }
}

export function ask(index, question) {
  return new Promise((resolve, reject) => {
    const shard = shards[index % shards.length];
    shard.once('message', resolve);
    shard.once('exit', reject); // want outrun
    shard.send(question);
  });
}

/** A list of the call's own. */
export function askAll(questions) {
  const children = questions.map(() => fork('./shard.js'));
  return Promise.all(questions.map((question, index) => new Promise((resolve, reject) => {
    const child = children[index];
    child.once('message', resolve);
    child.once('exit', reject); // spurious outrun potential
    child.send(question);
  })));
}

/** Found, it has the listeners of the call before. */
export class Connections {
  byHost = new Map();
  sessions = new Map();

  open(host, onLost) {
    let socket = this.byHost.get(host);
    if (!socket) {
      socket = connect(6_379, host);
      this.byHost.set(host, socket);
    }
    socket.on('close', () => onLost(host)); // want never
    return socket;
  }

  openWell(host, onLost) {
    let socket = this.byHost.get(host);
    if (!socket) {
      socket = connect(6_379, host);
      this.byHost.set(host, socket);
      socket.on('close', () => onLost(host));
    }
    return socket;
  }

  openAndLeave(host, onLost) {
    const known = this.byHost.get(host);
    if (known) return known;
    const socket = connect(6_379, host);
    this.byHost.set(host, socket);
    socket.on('close', () => onLost(host));
    return socket;
  }

  openOnce(host, onLost) {
    let socket = this.byHost.get(host);
    const isNew = !socket;
    socket ??= connect(6_379, host);
    this.byHost.set(host, socket);
    if (isNew) socket.on('close', () => onLost(host));
    return socket;
  }

  openAnew(host, onLost) {
    let socket = this.byHost.get(host);
    socket?.destroy();
    socket = connect(6_379, host);
    this.byHost.set(host, socket);
    socket.on('close', () => onLost(host));
    return socket;
  }

  openIfMissing(host, onLost) {
    if (!this.byHost.has(host)) this.byHost.set(host, connect(6_379, host));
    const socket = this.byHost.get(host);
    socket.on('close', () => onLost(host)); // want never
    return socket;
  }

  reserve(peer, limit) {
    let session = this.sessions.get(peer);
    if (this.sessions.size >= limit && session == null) return undefined;
    if (session != null) {
      session.uses += 1;
    } else {
      const controller = new AbortController();
      session = { uses: 1, controller, signal: controller.signal };
    }
    this.sessions.set(peer, session);
    session.signal.addEventListener('abort', () => { // want never
      this.sessions.delete(peer);
    });
    return session.uses;
  }

  reserveWell(peer, limit) {
    let session = this.sessions.get(peer);
    if (this.sessions.size >= limit && session == null) return undefined;
    if (session != null) {
      session.uses += 1;
    } else {
      const controller = new AbortController();
      session = { uses: 1, controller, signal: controller.signal };
      session.signal.addEventListener('abort', () => {
        this.sessions.delete(peer);
      });
    }
    this.sessions.set(peer, session);
    return session.uses;
  }
}
