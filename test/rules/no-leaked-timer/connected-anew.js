import { connect } from 'mqtt';

/** Whenever it is connected once more, one more interval. */
export function beat(url) {
  const client = connect(url);
  client.on('connect', () => {
    setInterval(() => client.publish('beat', String(Date.now())), 10_000); // want never
  });
  return client;
}

export class Reporter {
  constructor(url, state) {
    this.client = connect(url);
    this.client.on('connect', () => {
      this.timer = setInterval(() => this.client.publish('state', state.read()), 60_000); // want restarted
    });
  }

  close() {
    clearInterval(this.timer);
    this.client.end();
  }
}

/** Stopped when the connection has gone. */
export class TidyReporter {
  constructor(url, state) {
    this.client = connect(url);
    this.client.on('connect', () => {
      this.timer = setInterval(() => this.client.publish('state', state.read()), 60_000);
    });
    this.client.on('close', () => this.rest());
  }

  rest() {
    clearInterval(this.timer);
  }

  close() {
    this.rest();
    this.client.end();
  }
}

export function beatAlone(url) {
  const client = connect(url);
  let timer;
  client.on('connect', () => {
    clearInterval(timer);
    timer = setInterval(() => client.publish('beat', String(Date.now())), 10_000);
  });
  client.on('offline', () => clearInterval(timer));
  return client;
}

/** Told not to connect anew. */
export function beatWhile(url) {
  const client = connect(url);
  client.once('connect', () => {
    setInterval(() => client.publish('beat', String(Date.now())), 10_000); // want never
  });
  return client;
}

/** Begun in a method, with a number that says how soon it connects anew. */
export class DeviceLink {
  #client;
  #heartbeat = null;

  constructor(url, deviceId) {
    this.deviceId = deviceId;
    this.#client = connect(url, { clientId: deviceId, reconnectPeriod: 2_000 });
    this.#client.on('connect', () => this.#startHeartbeat());
  }

  #startHeartbeat() {
    this.#heartbeat = setInterval(() => { // want restarted
      this.#client.publish(`devices/${this.deviceId}/alive`, String(Date.now()));
    }, 15_000);
  }

  async stop() {
    clearInterval(this.#heartbeat);
    await this.#client.endAsync();
  }
}

export class TidyDeviceLink {
  constructor(url) {
    this.client = connect(url, { reconnectPeriod: 2_000 });
    this.client.on('connect', this.start.bind(this));
    this.client.on('close', () => this.rest());
  }

  start() {
    this.heartbeat = setInterval(() => this.client.publish('alive', ''), 15_000);
  }

  rest() {
    clearInterval(this.heartbeat);
  }

  close() {
    this.rest();
    this.client.end();
  }
}

/** Begun only where it is not. */
export class AskingDeviceLink {
  constructor(url) {
    this.client = connect(url);
    this.client.on('connect', () => {
      if (!this.isBeating) this.beat();
    });
  }

  beat() {
    this.isBeating = true;
    this.heartbeat = setInterval(() => this.client.publish('alive', ''), 15_000);
  }

  close() {
    clearInterval(this.heartbeat);
    this.client.end();
  }
}
