import { connect, type TLSSocket } from 'node:tls';

export function dial(port: number, host: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    const onError = (error: Error): void => {
      socket.removeListener('secureConnect', onConnect);
      reject(error);
    };
    const onConnect = (): void => {
      socket.removeListener('error', onError);
      resolve(socket);
    };
    socket.once('error', onError);
    socket.once('secureConnect', onConnect);
  });
}

export class Line {
  constructor(private readonly socket: TLSSocket) {}

  follow(): void {
    this.socket.on('data', this.onData);
    this.socket.on('end', this.onEnd);
  }

  leave(): void {
    this.socket.off('data', this.onData);
    this.socket.off('close', this.onEnd); // want misnamed
  }

  private readonly onData = (chunk: Buffer): void => {
    console.info(chunk.length);
  };

  private readonly onEnd = (): void => {
    console.info('ended');
  };
}
