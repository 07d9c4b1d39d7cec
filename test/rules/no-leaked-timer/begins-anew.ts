import { WebSocket } from 'ws';

export function follow(url: string, handle: (data: unknown) => void): void {
  const open = (): void => {
    const socket = new WebSocket(url);
    const timer = setInterval(() => { // want never
      socket.ping();
    }, 30_000);
    timer.unref();
    socket.on('message', handle);
    socket.on('error', () => {
      setTimeout(open, 1_000);
    });
  };
  open();
}

export function followWell(url: string, handle: (data: unknown) => void): void {
  const open = (): void => {
    const socket = new WebSocket(url);
    const timer = setInterval(() => {
      socket.ping();
    }, 30_000);
    socket.on('message', handle);
    socket.on('close', () => {
      clearInterval(timer);
      setTimeout(open, 1_000);
    });
  };
  open();
}
