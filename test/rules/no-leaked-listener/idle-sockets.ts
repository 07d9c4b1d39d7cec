import http from 'node:http';
import https = require('node:https');
import net from 'node:net';
import tls from 'node:tls';
import express from 'express';

const app = express();

/** The socket that the agent gave goes on to other requests, with the function that is told when it idles. */
export function limitIdling(request: http.ClientRequest, reject: (error: Error) => void, ms = 6_000): void {
  const onTimeout = (): void => {
    request.destroy();
    reject(new Error('Timed out'));
  };
  if (request.socket) {
    request.socket.setTimeout(ms, onTimeout); // want never
  } else {
    request.setTimeout(ms, onTimeout);
  }
}

export function limitIdlingWell(request: http.ClientRequest, reject: (error: Error) => void, ms = 6_000): void {
  const onTimeout = (): void => {
    request.destroy();
    reject(new Error('Timed out'));
  };
  if (request.socket) {
    request.socket.setTimeout(ms, onTimeout);
    request.on('close', () => request.socket?.removeListener('timeout', onTimeout));
  } else {
    request.setTimeout(ms, onTimeout);
  }
}

/** A module that is imported as TypeScript writes `require()`. */
export function fetchText(url: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, resolve);
    request.on('error', reject);
    request.on('socket', socket => {
      socket.setTimeout(5_000, () => request.destroy(new Error('Timed out'))); // want never
    });
  });
}

/** The request takes off what it adds itself, and a timeout alone adds nothing. */
export function fetchTextWell(url: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, resolve);
    request.on('error', reject);
    request.setTimeout(5_000, () => request.destroy(new Error('Timed out')));
    request.on('socket', socket => {
      socket.setTimeout(5_000);
      socket.setNoDelay(true);
    });
  });
}

/** Without a timeout the function is taken off. */
export function fetchTextAndReset(url: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, resolve);
    const onIdle = (): void => {
      request.destroy(new Error('Timed out'));
    };
    request.on('error', reject);
    request.on('socket', socket => {
      socket.setTimeout(5_000, onIdle);
      request.on('close', () => socket.setTimeout(0, onIdle));
    });
  });
}

app.get('/export', (req, res) => {
  req.socket.setTimeout(60_000, () => res.end()); // want never
  res.write('id\n');
});

app.get('/export/well', (req, res) => {
  const onIdle = (): void => {
    res.end();
  };
  req.socket.setTimeout(60_000, onIdle);
  res.once('close', () => req.socket.off('timeout', onIdle));
  res.write('id\n');
});

app.get('/live', (req, res) => {
  req.socket.setTimeout(0);
  req.setTimeout(0, () => res.end());
  res.write('id\n');
});

http.createServer((req, res) => {
  res.socket?.setTimeout(1_000, () => res.destroy()); // want never
  req.resume();
});

/** A connection of its own has a timeout of its own. */
net.createServer(socket => {
  socket.setTimeout(30_000, () => socket.end());
  socket.resume();
});

export function greet(port: number, host: string): tls.TLSSocket {
  const socket = tls.connect({ port, host }, () => socket.write('EHLO\r\n'));
  socket.setTimeout(5_000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  return socket;
}

/** Each command adds one more function to the one connection. */
export class Client {
  #socket = net.connect(6_379);

  async ask(command: string): Promise<void> {
    this.#socket.setTimeout(1_000, () => this.fail(command)); // want never
    this.#socket.write(command);
    await new Promise(resolve => setImmediate(resolve));
  }

  private fail(command: string): void {
    this.#socket.destroy(new Error(command));
  }
}

/** A call that is made anew each time, and its socket is not. */
export class Call {
  readonly #answer: Promise<http.IncomingMessage>;

  static invoke(url: string): Promise<http.IncomingMessage> {
    return new Call(url).#answer;
  }

  private constructor(url: string) {
    this.#answer = new Promise((resolve, reject) => {
      const request = http.get(url, resolve);
      request.on('error', reject);
      request.once('socket', socket => {
        socket.setTimeout(5_000, () => request.destroy()); // want unclosed potential
      });
    });
  }
}
