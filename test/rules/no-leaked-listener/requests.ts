import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { EventEmitter } from 'node:events';

declare function answer(req: IncomingMessage, res: ServerResponse, signal: AbortSignal): Promise<void>;

/** It is made for one request and goes with it. */
export class Departures {
  private gone?: AbortController;

  constructor(private readonly req: IncomingMessage, private readonly res: ServerResponse) {}

  /** Nothing is closed by asking for it. */
  get disconnect(): AbortController {
    if (!this.gone) {
      this.gone = new AbortController();
      this.watch();
    }
    return this.gone;
  }

  private watch(): void {
    this.req.once('close', () => this.req.aborted && this.gone?.abort());
    this.res.once('close', () => this.res.writableFinished || this.gone?.abort());
  }
}

/** The socket serves the requests behind it as well. */
export class Sockets {
  constructor(private readonly req: IncomingMessage) {}

  watch(onError: (error: Error) => void): void {
    this.req.socket.on('error', onError);
    this.req.socket.on('timeout', () => { // want never
      onError(new Error('timeout'));
    });
  }
}

/** What `disconnect` gives takes nothing off. */
export class Feed {
  private isOn = false;

  constructor(private readonly bus: EventEmitter) {}

  get disconnect(): () => void {
    return () => {
      this.isOn = false;
    };
  }

  follow(): void {
    if (this.isOn) return;
    this.isOn = true;
    this.bus.on('change', () => console.info('changed'));
  }
}

createServer((req, res) => {
  const departures = new Departures(req, res);
  void answer(req, res, departures.disconnect.signal);
}).listen(8080);
