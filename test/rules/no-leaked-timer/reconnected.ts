import WebSocket from 'ws';

/** Each connection leaves its interval to the next one. */
export class Feed {
  private socket?: WebSocket;
  private ping?: NodeJS.Timeout;
  private retry?: NodeJS.Timeout;
  private isStopped = true;

  constructor(private readonly url: string) {}

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    this.connect();
  }

  private connect(): void {
    const socket = new WebSocket(this.url, { handshakeTimeout: 5_000 });
    this.socket = socket;
    socket.on('open', () => {
      this.ping = setInterval(() => { socket.ping(); }, 20_000); // want restarted
    });
    socket.on('error', error => { console.error(error); });
    socket.on('close', () => {
      if (this.socket === socket) this.retry = setTimeout(() => { this.connect(); }, 5_000);
    });
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.retry);
    clearInterval(this.ping);
    this.socket?.close();
  }
}

/** The end of a connection is that of its interval. */
export class QuietFeed {
  private socket?: WebSocket;
  private ping?: NodeJS.Timeout;
  private retry?: NodeJS.Timeout;

  constructor(private readonly url: string) {}

  start(): void {
    this.connect();
  }

  private connect(): void {
    const socket = new WebSocket(this.url, { handshakeTimeout: 5_000 });
    this.socket = socket;
    socket.on('open', () => {
      this.ping = setInterval(() => { socket.ping(); }, 20_000);
    });
    socket.on('error', error => { console.error(error); });
    socket.on('close', () => {
      clearInterval(this.ping);
      this.retry = setTimeout(() => { this.connect(); }, 5_000);
    });
  }

  stop(): void {
    clearTimeout(this.retry);
    clearInterval(this.ping);
    this.socket?.close();
  }
}
