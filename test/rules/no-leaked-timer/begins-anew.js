import { connect as dial } from 'node:net';

// Each connection that breaks leaves its interval behind.
export function pings(port) {
  const connect = () => {
    const socket = dial(port);
    setInterval(() => socket.write('PING\r\n'), 1_000); // want never
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
}

export function pingsTheLast(port) {
  let timer;
  const connect = () => {
    const socket = dial(port);
    timer = setInterval(() => socket.write('PING\r\n'), 1_000); // want restarted
    socket.on('error', () => setTimeout(connect, 1_000));
  };
  connect();
  return { stop: () => clearInterval(timer) };
}

export function pingsUntilClosed(port) {
  const connect = () => {
    const socket = dial(port);
    const timer = setInterval(() => socket.write('PING\r\n'), 1_000);
    socket.on('close', () => {
      clearInterval(timer);
      setTimeout(connect, 1_000);
    });
  };
  connect();
}

export function pingsOnlyTheLast(port) {
  let timer;
  const connect = () => {
    const socket = dial(port);
    clearInterval(timer);
    timer = setInterval(() => socket.write('PING\r\n'), 1_000);
    socket.on('error', () => setTimeout(connect, 1_000));
  };
  connect();
  return { stop: () => clearInterval(timer) };
}

// One for all connections.
export function pingsWhatIsThere(port) {
  let socket;
  const timer = setInterval(() => socket?.write('PING\r\n'), 1_000);
  const connect = () => {
    socket = dial(port);
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
  return { stop: () => clearInterval(timer) };
}
