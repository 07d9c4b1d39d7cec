import { chain } from './chain.js';
import { rates, report } from './rates.js';

// Waiting does not tell that it is called again.
export async function onNodeReady(settings) {
  const info = await chain.info();
  if (info.main) {
    await rates.load();
    setInterval(rates.refresh, 15 * 60_000); // want never potential
  }
  await chain.assess(settings.txindex);
}

// It is about what this call was given, and each call is about something else.
export async function follow(account) {
  const balance = await chain.balance(account);
  setInterval(() => report(account, balance), 60_000); // want never
  await chain.subscribe(account);
}

// Whoever begins it says with what, and that is another matter.
export function beginWith(options) {
  rates.tune(options);
  setInterval(() => report(), 60_000); // want never potential
}

export class Beats {
  constructor(store) {
    this.store = store;
  }

  beat() {
    console.info('beats');
    setInterval(() => this.store.touch(), 60_000); // want never potential
  }
}

export class Mirror {
  constructor(store) {
    this.store = store;
  }

  // Nothing to be called with: it is begun, and `stop()` ends it.
  async sync() {
    let height = await this.store.height();
    this.syncing = setInterval(async () => { // want restarted potential
      height = await this.store.copyFrom(height);
    }, 5_000);
  }

  async track(name) {
    const from = await this.store.height(name);
    this.tracking = setInterval(() => this.store.copy(name, from), 5_000); // want restarted
  }

  stop() {
    clearInterval(this.syncing);
    clearInterval(this.tracking);
  }
}

// It begins anew whenever the line breaks.
export class Feed {
  connect() {
    this.socket = chain.open();
    this.socket.on('close', () => this.connect());
    this.beat = setInterval(() => this.socket.ping(), 30_000); // want restarted
  }

  stop() {
    clearInterval(this.beat);
    this.socket.removeAllListeners('close');
    this.socket.close();
  }
}

// Who schedules it may say how often, and need not.
export class Link {
  constructor(peer) {
    this.peer = peer;
  }

  scheduleCleanup(every = 10_000) {
    const { idleMs } = this.peer;
    this.cleanup = setInterval(() => this.peer.closeAfter(idleMs), every); // want restarted potential
  }

  scheduleFor(every) {
    this.own = setInterval(() => this.peer.ping(every), every); // want restarted
  }

  async _open() {
    await this.peer.connect();
    await this.finish();
  }

  async finish() {
    this.pinging = setInterval(() => this.peer.ping(), 30_000); // want restarted potential
  }

  async refresh() {
    await this.peer.renew();
    this.resume();
  }

  resume() {
    this.beating = setInterval(() => this.peer.beat(), 30_000); // want restarted
  }

  close() {
    clearInterval(this.cleanup);
    clearInterval(this.own);
    clearInterval(this.pinging);
    clearInterval(this.beating);
  }
}
