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
