import { request, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';

/** `pipe()` gives what it writes to, which the client may break off. */
export function forward(options: RequestOptions, res: ServerResponse): Promise<void> {
  return new Promise(resolve => { // want unheard
    const proxy = request(options, (answer: IncomingMessage) => {
      const sent = answer.pipe(res);
      sent.on('finish', () => resolve());
    });
    proxy.on('error', () => resolve());
    proxy.end();
  });
}

export function forwardToTheEnd(options: RequestOptions, res: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const proxy = request(options, (answer: IncomingMessage) => {
      const sent = answer.pipe(res);
      sent.on('finish', () => resolve());
      sent.on('close', () => resolve());
    });
    proxy.on('error', () => resolve());
    proxy.end();
  });
}

/** Nobody reads the answer any more: its source stands still. */
export function forwardWhileRead(options: RequestOptions, res: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const proxy = request(options, (answer: IncomingMessage) => {
      answer.on('pause', () => resolve());
      answer.on('close', () => resolve());
      const sent = answer.pipe(res);
      sent.on('finish', () => resolve());
    });
    proxy.on('error', () => resolve());
    proxy.end();
  });
}
