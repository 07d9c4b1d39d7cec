import { createServer, request as send, type ClientRequest, type IncomingMessage } from 'node:http';
import * as https from 'node:https';

// What is given an answer is no handler of requests.
export function read(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    https.get(url, res => {
      res.setEncoding('utf8'); // in call
      let text = '';
      res.on('data', (part: string) => (text += part));
      res.on('end', () => resolve(text)); // in call
    }).on('error', reject);
  });
}

export function status(asked: ClientRequest, told: (code: number) => void): void {
  asked.on('response', (res: IncomingMessage) => {
    told(res.statusCode ?? 0); // in call
  });
}

function answered(res: IncomingMessage): void {
  res.resume(); // in call
}

export function ping(host: string): void {
  send({ host }, answered).end();
}

createServer((req, res) => {
  req.resume(); // in handler request
  res.end();
});
