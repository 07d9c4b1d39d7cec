import { connect, type Socket } from 'node:net';

export class Line {
  private handshake: NodeJS.Timeout | undefined;
  private socket: Socket | undefined;

  connect(port: number): void {
    this.handshake = setTimeout(() => this.socket?.destroy(), 5_000); // want forgotten
    this.socket = connect(port);
    this.socket.once('data', () => clearTimeout(this.handshake));
  }

  close(): void {
    this.socket?.end();
  }
}

export class SafeLine {
  private handshake: NodeJS.Timeout | undefined;
  private socket: Socket | undefined;

  connect(port: number): void {
    this.handshake = setTimeout(() => this.socket?.destroy(), 5_000);
    this.socket = connect(port);
    this.socket.once('data', () => clearTimeout(this.handshake));
  }

  close(): void {
    clearTimeout(this.handshake);
    this.socket?.end();
  }
}
