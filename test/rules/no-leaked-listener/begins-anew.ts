import { once, EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';

const bus = new EventEmitter();

export function follow(port: number, handle: (chunk: Buffer) => void): void {
  const open = (): void => {
    const socket: Socket = connect(port);
    const flush = (): void => void socket.write('FLUSH');
    bus.on('flush', flush); // want never
    socket.on('data', handle);
    socket.on('end', () => {
      open();
    });
  };
  open();
}

export function followWell(port: number, handle: (chunk: Buffer) => void): void {
  const open = (): void => {
    const socket: Socket = connect(port);
    const flush = (): void => void socket.write('FLUSH');
    bus.on('flush', flush);
    socket.on('data', handle);
    socket.on('close', () => {
      bus.off('flush', flush);
      open();
    });
  };
  open();
}

export class Feed {
  private isClosed = false;

  constructor(private readonly events: EventEmitter) {}

  open(port: number): void {
    const socket = connect(port);
    const stop = (): void => void socket.destroy();
    this.events.on('stop', stop); // want anew
    socket.on('exit', () => {
      if (this.isClosed) {
        this.events.off('stop', stop);
      } else {
        this.open(port);
      }
    });
  }

  close(): void {
    this.isClosed = true;
  }

  async wait(): Promise<void> {
    await once(this.events, 'stop', { signal: AbortSignal.timeout(1000) });
  }
}
