import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Clean when it goes back. */
export class Pool {
  idle = [];

  run(job) {
    const worker = this.idle.pop() ?? new Worker('./job.js');
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.postMessage(job);
    }).finally(() => this.release(worker));
  }

  release(worker) {
    worker.removeAllListeners();
    this.idle.push(worker);
  }
}

export class Connections {
  byHost = new Map();

  open(host, onLost) {
    let socket = this.byHost.get(host);
    if (!socket) {
      socket = connect(6_379, host);
      this.byHost.set(host, socket);
    } else {
      return socket;
    }
    socket.on('close', () => onLost(host));
    return socket;
  }
}
