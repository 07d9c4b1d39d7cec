import type { Socket } from 'node:net';

// What `setTimeout()` adds is a listener for `timeout`.
export class Watch {
  constructor(private readonly socket: Socket) {
    socket.setTimeout(1000, this.onIdle.bind(this));
  }

  onIdle(): void {
    console.log(this.socket.remoteAddress);
  }

  stop(): void {
    this.socket.off('timeout', this.onIdle); // want bound
  }
}

export class Watched {
  private readonly onIdle = (): void => console.log(this.socket.remoteAddress);

  constructor(private readonly socket: Socket) {
    socket.setTimeout(1000, this.onIdle);
  }

  stop(): void {
    this.socket.off('timeout', this.onIdle);
  }
}
