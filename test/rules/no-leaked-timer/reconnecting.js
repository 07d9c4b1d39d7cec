import { WebSocket } from 'ws';

/** Dials again when the other side hangs up, and pings beside the pings of the sockets before. */
export class Quotes {
  constructor(url) {
    this.url = url;
  }

  connect() {
    this.socket = new WebSocket(this.url);
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000); // want restarted
    this.socket.on('close', () => {
      setTimeout(() => this.connect(), 1_000);
    });
  }

  close() {
    clearInterval(this.heartbeat);
    this.socket.close();
  }
}

export class Trades {
  constructor(url) {
    this.url = url;
  }

  open() {
    this.socket = new WebSocket(this.url);
    this.socket.onopen = () => {
      this.heartbeat = setInterval(() => this.socket.send('ping'), 30_000); // want never
    };
    this.socket.onclose = () => this.#reopen();
  }

  #reopen() {
    setTimeout(() => {
      this.open();
    }, 1_000);
  }
}

export function follow(url, handle) {
  const socket = new WebSocket(url);
  setInterval(() => socket.ping(), 30_000); // want never
  socket.on('message', handle);
  socket.on('close', () => setTimeout(follow, 1_000, url, handle));
}

export class Orders {
  connect() {
    this.socket = new WebSocket('wss://orders.example.com');
    this.socket.on('open', () => {
      this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
    });
    this.socket.on('close', () => {
      clearInterval(this.heartbeat);
      setTimeout(() => this.connect(), 1_000);
    });
  }
}

export class Balances {
  connect() {
    this.socket = new WebSocket('wss://balances.example.com');
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
    this.socket.on('close', () => this.onClose());
  }

  onClose() {
    this.stopHeartbeat();
    setTimeout(() => this.connect(), 1_000);
  }

  stopHeartbeat() {
    clearInterval(this.heartbeat);
  }
}

export class Positions {
  connect() {
    clearInterval(this.heartbeat);
    this.socket = new WebSocket('wss://positions.example.com');
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
    this.socket.on('close', () => setTimeout(() => this.connect(), 1_000));
  }
}

export class Funding {
  connect() {
    this.socket = new WebSocket('wss://funding.example.com');
    this.socket.on('close', () => setTimeout(() => this.connect(), 1_000));
    this.heartbeat ??= setInterval(() => this.socket.ping(), 30_000);
  }
}

export function watch(url, handle) {
  const socket = new WebSocket(url);
  const heartbeat = setInterval(() => socket.ping(), 30_000);
  socket.on('message', handle);
  socket.on('close', () => {
    clearInterval(heartbeat);
    setTimeout(() => watch(url, handle), 1_000);
  });
}

/** What is begun whenever the connection is there once more, in a method of its own. */
export class Candles {
  connect() {
    const socket = new WebSocket('wss://candles.example.com');
    this.socket = socket;
    socket.on('open', () => this.startHeartbeat());
    socket.on('close', () => {
      if (!this.closing) setTimeout(() => this.connect(), 1_000);
    });
  }

  startHeartbeat() {
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000); // want restarted
  }

  close() {
    this.closing = true;
    clearInterval(this.heartbeat);
    this.socket.close();
  }
}

/** Stopped when the connection has gone, by a method that is handed over. */
export class Volumes {
  connect() {
    this.socket = new WebSocket('wss://volumes.example.com');
    this.socket.on('open', () => this.startHeartbeat());
    this.socket.on('close', () => this.onLost());
  }

  startHeartbeat() {
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
  }

  onLost() {
    this.rest();
    setTimeout(() => this.connect(), 1_000);
  }

  rest() {
    clearInterval(this.heartbeat);
  }
}

/** Begun but where there is none. */
export class Depths {
  connect() {
    this.socket = new WebSocket('wss://depths.example.com');
    this.socket.on('open', () => {
      if (!this.heartbeat) this.startHeartbeat();
    });
    this.socket.on('close', () => setTimeout(() => this.connect(), 1_000));
  }

  startHeartbeat() {
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
  }

  close() {
    clearInterval(this.heartbeat);
    this.socket.close();
  }
}

/** Connected but once. */
export class Snapshot {
  connect() {
    this.socket = new WebSocket('wss://snapshot.example.com');
    this.socket.on('open', () => this.startHeartbeat());
    this.socket.on('error', error => console.error(error));
  }

  startHeartbeat() {
    this.heartbeat = setInterval(() => this.socket.ping(), 30_000);
  }

  close() {
    clearInterval(this.heartbeat);
    this.socket.close();
  }
}
